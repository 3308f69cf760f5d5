//! 长辈版: the size of type, kept in a cookie so that the first byte of a page is already large.
//!
//! MIIT's 适老化通用设计规范 asks for text of at least 18 dp, adjustable to 30 dp, targets of 60 dp.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::cookies::cookie;

const NAME: &str = "elder";
const YEAR: u32 = 365 * 24 * 3600;

/// The size of type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Elder {
    /// 16 px.
    #[default]
    Normal,
    /// 21 px, targets of 60 px, one column.
    Large,
    /// 30 px, for low sight.
    Largest,
}

impl Elder {
    /// 0, 1 or 2, as in `?elder=`.
    pub const fn step(self) -> u8 {
        match self {
            Self::Normal => 0,
            Self::Large => 1,
            Self::Largest => 2,
        }
    }

    /// Whether this is one of the two large sizes.
    pub const fn on(self) -> bool {
        !matches!(self, Self::Normal)
    }

    /// What the visitor asked for: the address first, then the cookie.
    pub fn of(query: Option<&str>, headers: &HeaderMap) -> Self {
        asked(query).or_else(|| named(cookie(headers, NAME)?)).unwrap_or_default()
    }

    /// The cookie that keeps it for a year.
    pub fn cookie(self) -> String {
        format!("{NAME}={}; Path=/; Max-Age={YEAR}; SameSite=Lax", self.step())
    }
}

fn named(step: &str) -> Option<Elder> {
    match step {
        "0" => Some(Elder::Normal),
        "1" => Some(Elder::Large),
        "2" => Some(Elder::Largest),
        _ => None,
    }
}

fn asked(query: Option<&str>) -> Option<Elder> {
    query?.split('&').rev().find_map(|pair| named(pair.strip_prefix("elder=")?))
}

/// A layer: a page opened with `?elder=` is remembered that way.
pub async fn remember(request: Request, next: Next) -> Response {
    let asked = asked(request.uri().query());
    let mut response = next.run(request).await;
    let cookie = asked.and_then(|elder| HeaderValue::from_str(&elder.cookie()).ok());
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_over_the_cookie_and_nonsense_is_ignored() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "elder=1".parse().unwrap());
        assert_eq!(Elder::of(None, &headers), Elder::Large);
        assert_eq!(Elder::of(Some("a=b&elder=2"), &headers), Elder::Largest);
        assert_eq!(Elder::of(Some("elder=7"), &headers), Elder::Large);
        assert_eq!(Elder::of(None, &HeaderMap::new()), Elder::Normal);
    }
}
