//! The devices somebody is logged in on, in plain words.

use serde::Serialize;
use xianban_domain::identity::{SessionId, SessionRow};
use xianban_kernel::Moment;

use super::Stamp;

/// A device that is logged in.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SessionLine {
    /// Sent back to end it.
    pub id: String,
    /// What it is, in plain words, such as Windows 上的 Chrome.
    pub device: String,
    /// Since when.
    pub since: Stamp,
    /// Last seen, within five minutes.
    pub seen: Stamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

impl SessionLine {
    /// One session, seen from the session `here`.
    pub fn new(row: &SessionRow, here: Option<SessionId>, now: Moment) -> Self {
        Self {
            id: row.id.to_string(),
            device: words(&row.device),
            since: Stamp::new(row.created_at, now),
            seen: Stamp::new(row.last_seen, now),
            this: here == Some(row.id),
        }
    }
}

const SYSTEMS: &[(&str, &str)] = &[
    ("HarmonyOS", "鸿蒙设备"),
    ("OpenHarmony", "鸿蒙设备"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux 电脑"),
];

const BROWSERS: &[(&str, &str)] = &[
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("QQBrowser", "QQ 浏览器"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

/// What a browser says of itself, in plain words.
fn words(agent: &str) -> String {
    let known = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, said)| *said)
    };
    match (known(SYSTEMS), known(BROWSERS)) {
        (Some(system), Some(browser)) => format!("{system}上的{browser}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "认不出的设备".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_device_is_told_by_system_and_browser() {
        let wechat = "Mozilla/5.0 (Linux; Android 14) Chrome/130 MicroMessenger/8.0";
        assert_eq!(words(wechat), "安卓手机上的微信");
        assert_eq!(words("Mozilla/5.0 (Windows NT 10.0) Chrome/150"), "Windows 电脑上的Chrome");
        assert_eq!(words("curl/8.5.0"), "认不出的设备");
    }
}
