//! A browser that acts as a person: reads words, fills what a label names, presses what a button
//! says. Chromium without a window, driven by Debian's chromedriver, on 127.0.0.1 only.
//!
//! Starting one costs about half a second: share it along a journey.

mod look;
mod wire;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub use look::{Footprint, Weight};
use wire::{Driver, Session};

const CHROMIUM: &str = "/usr/bin/chromium";

const SWITCHES: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-proxy-server",
];

/// Chromium's number for what a setting forbids.
const BLOCKED: u32 = 2;

/// How long a person waits for something to appear.
const PATIENCE: Duration = Duration::from_secs(10);
const GLANCE: Duration = Duration::from_millis(50);

/// What a person holds or sits before, in CSS pixels.
#[derive(Clone, Copy, Debug)]
struct Screen {
    width: u32,
    height: u32,
    ratio: u32,
    touch: bool,
}

const PHONE: Screen = Screen { width: 390, height: 844, ratio: 2, touch: true };
const WALL: Screen = Screen { width: 1920, height: 1080, ratio: 1, touch: false };
const DESK: Screen = Screen { width: 1440, height: 900, ratio: 1, touch: false };

/// A person's browser on one site, with no memory of any earlier one. It closes when dropped.
pub struct Browser {
    session: Session,
    site: String,
    screen: Screen,
}

impl Browser {
    /// A phone of 390 × 844 px, as in WeChat, on the site at `site` (`http://127.0.0.1:PORT`).
    pub async fn phone(site: &str) -> Self {
        Self::start(site, PHONE, true).await
    }

    /// The same phone with scripts switched off.
    pub async fn phone_without_script(site: &str) -> Self {
        Self::start(site, PHONE, false).await
    }

    /// A desk with a screen of 1440 × 900 px.
    pub async fn desk(site: &str) -> Self {
        Self::start(site, DESK, true).await
    }

    /// A screen of 1920 × 1080 px on a wall.
    pub async fn wall(site: &str) -> Self {
        Self::start(site, WALL, true).await
    }

    /// The same desk with scripts switched off.
    pub async fn desk_without_script(site: &str) -> Self {
        Self::start(site, DESK, false).await
    }

    async fn start(site: &str, screen: Screen, scripts: bool) -> Self {
        let mut preferences = json!({ "intl.accept_languages": "zh-CN,zh" });
        if !scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(BLOCKED);
        }
        let mut switches: Vec<String> = SWITCHES.map(String::from).to_vec();
        switches.push(format!("--window-size={},{}", screen.width, screen.height));
        let options = json!({ "binary": CHROMIUM, "args": switches, "prefs": preferences });
        let session = Session::open(json!({ "goog:chromeOptions": options })).await;
        let browser = Self { session, site: site.trim_end_matches('/').to_owned(), screen };
        browser.set_screen(screen).await;
        browser
    }

    async fn set_screen(&self, screen: Screen) {
        let Screen { width, height, ratio, touch } = screen;
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": touch,
        });
        self.session.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let touching = json!({ "enabled": touch });
        self.session.devtools("Emulation.setTouchEmulationEnabled", touching).await;
    }

    /// Switches to elder mode, which the site remembers.
    pub async fn elder(self) -> Self {
        self.open("/?elder=1").await;
        self
    }

    /// Opens a page of the site and waits until it has loaded.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.site);
        let opened = self.session.command("url", json!({ "url": url })).await;
        opened.unwrap_or_else(|why| panic!("{path} does not open: {why}"));
    }

    /// Loses everything the site left with this browser, as after a long time.
    pub async fn forget(&self) {
        self.session.devtools("Network.clearBrowserCookies", json!({})).await;
    }

    /// Path and query of the page that is open.
    pub async fn path(&self) -> String {
        let url = self.ask("return location.pathname + location.search;", json!([])).await;
        url.as_str().unwrap_or_default().to_owned()
    }

    /// Types `text` over what stands in the field that this label, placeholder or name names.
    pub async fn fill(&self, field: &str, text: &str) {
        let (element, typed) = self.begins_to_fill(field, text).await;
        if typed != json!(true) {
            return;
        }
        // Typing nothing over a selection is what the delete key does.
        if text.is_empty() {
            let delete = json!({ "text": "\u{e017}" });
            self.act(&element, "value", delete).await;
        } else {
            self.session.devtools("Input.insertText", json!({ "text": text })).await;
        }
    }

    /// The field, and whether it is to be typed into; when its page gave way to the next meanwhile, the
    /// one that stands there.
    async fn begins_to_fill(&self, field: &str, text: &str) -> (Value, Value) {
        let asked = Instant::now();
        loop {
            let element = self.find("field", json!([field])).await;
            let filling = json!([element, text]);
            match self.session.script(include_str!("fill.js"), filling).await {
                Ok(typed) => return (element, typed),
                Err(why) if why.contains("stale element") && asked.elapsed() < PATIENCE => {}
                Err(why) => panic!("the page does not answer: {why}"),
            }
        }
    }

    /// Puts `text` into the field of this name as it stands, past what the page limits or hides.
    pub async fn forces(&self, name: &str, text: &str) {
        let script = "const field = document.getElementsByName(arguments[0])[0];\
            field.removeAttribute('maxlength'); field.value = arguments[1]; \
            field.dispatchEvent(new Event('input', { bubbles: true })); return true;";
        self.ask(script, json!([name, text])).await;
    }

    /// Calls a function of the page's own scripts so many times, each after the other has ended.
    pub async fn calls(&self, function: &str, times: u32) {
        for _ in 0..times {
            self.ask("return window[arguments[0]]();", json!([function])).await;
        }
    }

    /// Loads the page again; what a form had sent is sent once more.
    pub async fn refresh(&self) {
        let loaded = self.session.command("refresh", json!({})).await;
        loaded.unwrap_or_else(|why| panic!("the page does not load again: {why}"));
    }

    /// Presses the button or link that says this; the exact words before words that contain them.
    pub async fn press(&self, words: &str) {
        self.hit("button", json!([words])).await;
    }

    /// Answers a question: an option of a list, or one of the boxes under a heading.
    pub async fn choose(&self, question: &str, answer: &str) {
        self.hit("choice", json!([question, answer])).await;
    }

    /// Ticks the box with this label.
    pub async fn tick(&self, label: &str) {
        self.hit("tick", json!([label])).await;
    }

    /// Attaches a file to the page's file field, under its own name.
    pub async fn attach(&self, file: &Path) {
        self.attach_to("", file).await;
    }

    async fn attach_to(&self, field: &str, file: &Path) {
        let element = self.find("file", json!([field])).await;
        self.act(&element, "value", json!({ "text": file.to_string_lossy() })).await;
    }

    /// Attaches bytes as a file of this name.
    pub async fn attach_bytes(&self, name: &str, bytes: &[u8]) {
        let file = Path::new(&Driver::shared().folder).join(name);
        std::fs::write(&file, bytes).expect("the browser's folder can be written");
        self.attach(&file).await;
    }

    /// Attaches bytes as a file of this name in the field of this name.
    pub async fn attach_bytes_to(&self, field: &str, name: &str, bytes: &[u8]) {
        let file = Path::new(&Driver::shared().folder).join(name);
        std::fs::write(&file, bytes).expect("the browser's folder can be written");
        self.attach_to(field, &file).await;
    }

    /// Waits until these words can be read on the page.
    pub async fn reads(&self, words: &str) {
        let asked = Instant::now();
        loop {
            let text = self.text().await;
            if text.contains(&plain(words)) {
                return;
            }
            let path = self.path().await;
            let patient = asked.elapsed() < PATIENCE;
            assert!(patient, "“{words}” cannot be read on {path}; there stands:\n{text}");
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Waits until these words can no longer be read.
    pub async fn no_longer_reads(&self, words: &str) {
        let asked = Instant::now();
        while self.text().await.contains(&plain(words)) {
            let path = self.path().await;
            assert!(asked.elapsed() < PATIENCE, "“{words}” can still be read on {path}");
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// These words cannot be read on the page now.
    pub async fn does_not_read(&self, words: &str) {
        let (path, text) = (self.path().await, self.text().await);
        let stands = text.contains(&plain(words));
        assert!(!stands, "“{words}” can be read on {path}; there stands:\n{text}");
    }

    /// All that can be read on the page, each run of white space as one blank.
    pub async fn text(&self) -> String {
        let text = self.session.script("return document.body.innerText;", json!([])).await;
        plain(text.unwrap_or_default().as_str().unwrap_or_default())
    }

    /// What stands in the field that this label, placeholder or name names.
    pub async fn filled(&self, field: &str) -> String {
        let element = self.find("control", json!([field])).await;
        let value = self.ask("return arguments[0].value;", json!([element])).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys in the field that this label, placeholder or name names, as the keyboard sends them.
    pub async fn types(&self, field: &str, keys: &str) {
        let element = self.find("control", json!([field])).await;
        self.act(&element, "value", json!({ "text": keys })).await;
    }

    /// Where the focus is: the element's id, else its name and value.
    pub async fn focused(&self) -> String {
        let script = "const at = document.activeElement;\
            return at.id || `${at.getAttribute('name')} ${at.value}`;";
        self.ask(script, json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    /// Hits what `person.js` finds; when its page gave way to the next meanwhile, what stands there.
    async fn hit(&self, what: &str, names: Value) {
        let asked = Instant::now();
        loop {
            let element = self.find(what, names.clone()).await;
            match self.click(&element).await {
                Ok(()) => return,
                Err(why) if why.contains("stale element") && asked.elapsed() < PATIENCE => {}
                Err(why) => panic!("no hitting {what} {names}: {why}"),
            }
        }
    }

    /// A person first moves what he wants to hit to where nothing covers it.
    async fn click(&self, element: &Value) -> Result<(), String> {
        let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        // An option of a list has no place of its own.
        self.session.script(middle, json!([element])).await?;
        self.send(element, "click", json!({})).await
    }

    async fn send(&self, element: &Value, command: &str, body: Value) -> Result<(), String> {
        let reference = element.as_object().and_then(|parts| parts.values().next());
        let reference = reference.and_then(Value::as_str).expect("an element has a reference");
        self.session.command(&format!("element/{reference}/{command}"), body).await.map(drop)
    }

    async fn act(&self, element: &Value, command: &str, body: Value) {
        let done = self.send(element, command, body).await;
        done.unwrap_or_else(|why| panic!("{command}: {why}"));
    }

    async fn ask(&self, script: &str, arguments: Value) -> Value {
        let answer = self.session.script(script, arguments).await;
        answer.unwrap_or_else(|why| panic!("the page does not answer: {why}"))
    }

    /// Waits for the element that `person.js` finds.
    async fn find(&self, what: &str, names: Value) -> Value {
        let mut arguments = vec![json!(what)];
        arguments.extend(names.as_array().cloned().unwrap_or_default());
        let asked = Instant::now();
        loop {
            // While a page gives way to the next there is nothing to ask.
            let found = self.session.script(include_str!("person.js"), json!(arguments)).await;
            if let Ok(element @ Value::Object(_)) = found {
                return element;
            }
            if asked.elapsed() > PATIENCE {
                let (path, text) = (self.path().await, self.text().await);
                panic!("no {what} {names} on {path} ({found:?}); there stands:\n{text}");
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
