//! What a page must be for everybody: read by machines that read aloud, hit by an unsteady finger,
//! read by old eyes, held in a narrow window. Each check names every fault it found.

use std::fs;
use std::path::Path;
use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::{Browser, GLANCE, PATIENCE, Screen};

const AXE: &str = include_str!("../../vendor/axe.min.js");

/// Text in elder mode, in px.
const ELDER_TEXT: u32 = 18;

/// What counts as a short label, in signs.
const LABEL: u32 = 8;

/// What a first visit may cost.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// Everything, in bytes as they travel.
    pub bytes: u32,
    /// Files.
    pub requests: u32,
    /// Scripts alone, in bytes as they travel.
    pub scripts: u32,
}

impl Weight {
    fn as_json(self) -> Value {
        json!({ "bytes": self.bytes, "requests": self.requests, "scripts": self.scripts })
    }
}

/// How much of the browser a page takes up, after what it let go of is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footprint {
    /// Nodes of documents.
    pub nodes: i64,
    /// Listeners of events.
    pub listeners: i64,
    /// What scripts hold, in bytes.
    pub heap: i64,
}

impl Browser {
    /// No violation of WCAG 2.2 A and AA that axe can find.
    pub async fn axe(&self) {
        if self.ask("return typeof axe;", json!([])).await != json!("object") {
            self.ask(AXE, json!([])).await;
        }
        let faults = self.ask(include_str!("axe.js"), json!([])).await;
        self.faultless("axe", &faults).await;
    }

    /// Everything that can be pressed or filled is at least this large in both directions, in px
    /// (44, in elder mode 60), but for links in running text.
    pub async fn targets(&self, least: u32) {
        let faults = self.ask(include_str!("look.js"), json!(["targets", least])).await;
        self.faultless(&format!("targets of {least} px"), &faults).await;
    }

    /// Every hint is tied to its field.
    pub async fn hints_are_tied(&self) {
        let faults = self.ask(include_str!("look.js"), json!(["untied"])).await;
        self.faultless("hints", &faults).await;
    }

    /// No text is smaller than elder mode promises.
    pub async fn elder_text(&self) {
        let faults = self.ask(include_str!("look.js"), json!(["text", ELDER_TEXT])).await;
        self.faultless(&format!("text of {ELDER_TEXT} px"), &faults).await;
    }

    /// No label of at most eight signs is broken over two lines, in either size of elder mode.
    pub async fn labels_are_whole(&self) {
        let faults = self.ask(include_str!("look.js"), json!(["broken", LABEL])).await;
        self.faultless("short labels", &faults).await;
    }

    /// In a window of this width, in px, nothing has to be scrolled sideways.
    pub async fn no_sideways_scroll(&self, width: u32) {
        self.set_screen(Screen { width, ..self.screen }).await;
        let faults = self.ask(include_str!("look.js"), json!(["sideways", width])).await;
        self.set_screen(self.screen).await;
        self.faultless(&format!("a window of {width} px"), &faults).await;
    }

    /// Waits until the pictures that `which` selects are exactly so many, each really drawn.
    pub async fn draws(&self, which: &str, count: usize) {
        let script = "const all = [...document.querySelectorAll(arguments[0])];\
            all.forEach(one => one.scrollIntoView());\
            const drawn = all.filter(one => one.complete && one.naturalWidth > 0);\
            scrollTo(0, 0);\
            return [drawn.length, all.length];";
        let asked = Instant::now();
        loop {
            let seen = self.ask(script, json!([which])).await;
            if seen == json!([count, count]) {
                return;
            }
            let path = self.path().await;
            assert!(asked.elapsed() < PATIENCE, "{count} pictures on {path}, not {seen}");
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Where the links that `which` selects lead, in the order of the page.
    pub async fn addresses(&self, which: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .map(one => one.getAttribute('href'));";
        let found = self.ask(script, json!([which])).await;
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    }

    /// What this address of the site answers this person with.
    pub async fn fetches(&self, path: &str) -> Vec<u8> {
        let script = "return fetch(arguments[0]).then(answer => answer.blob()).then(blob =>\
            new Promise(done => {\
                const reader = new FileReader();\
                reader.onload = () => done(reader.result.split(',')[1]);\
                reader.readAsDataURL(blob);\
            }));";
        let answer = self.ask(script, json!([path])).await;
        BASE64_STANDARD
            .decode(answer.as_str().unwrap_or_default())
            .expect("base64 as browsers write it")
    }

    /// A first visit to this page, with all it brings along, is no heavier than that.
    pub async fn light(&self, most: Weight) {
        let faults = self.ask(include_str!("look.js"), json!(["heavy", most.as_json()])).await;
        self.faultless("the page's weight", &faults).await;
    }

    /// When the page was loaded, in ms since the epoch: as long as it stays, this stays.
    pub async fn loaded_at(&self) -> f64 {
        let at = self.ask("return performance.timeOrigin;", json!([])).await;
        at.as_f64().unwrap_or_default()
    }

    /// What the page takes up now.
    pub async fn footprint(&self) -> Footprint {
        self.session.devtools("Performance.enable", json!({})).await;
        self.session.devtools("HeapProfiler.collectGarbage", json!({})).await;
        let measured = self.session.devtools("Performance.getMetrics", json!({})).await;
        let measured = measured["metrics"].as_array().cloned().unwrap_or_default();
        let of = |name: &str| {
            let one = measured.iter().find(|one| one["name"] == name);
            whole(one.and_then(|one| one["value"].as_f64()).expect("a metric of Chromium"))
        };
        let (nodes, listeners) = (of("Nodes"), of("JSEventListeners"));
        Footprint { nodes, listeners, heap: of("JSHeapUsedSize") }
    }

    /// Beside each other in how many columns what `which` selects begins, leaving out what is as wide as all.
    pub async fn columns(&self, which: &str) -> usize {
        let script = "const whole = document.querySelector('main').clientWidth;\
            const boxes = [...document.querySelectorAll(arguments[0])]\
                .map(one => one.getBoundingClientRect()).filter(box => box.width < whole * 0.7);\
            return new Set(boxes.map(box => Math.round(box.left))).size;";
        let seen = self.ask(script, json!([which])).await;
        usize::try_from(seen.as_u64().unwrap_or_default()).unwrap_or_default()
    }

    /// The whole page is seen at once on this screen.
    pub async fn fits(&self) {
        let script = "return [document.documentElement.scrollHeight, innerHeight];";
        let seen = self.ask(script, json!([])).await;
        let (page, screen) = (seen[0].as_u64(), seen[1].as_u64());
        assert!(page <= screen, "{} is {page:?} px high on {screen:?}", self.path().await);
    }

    /// Takes a picture of the page as a printer gets it.
    pub async fn printed(&self, name: &str) {
        self.session.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        self.picture(name).await;
        self.session.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    }

    /// Takes a picture of the whole page to `target/pictures/NAME.png`.
    pub async fn picture(&self, name: &str) {
        self.settles().await;
        let size = self.session.devtools("Page.getLayoutMetrics", json!({})).await;
        let height = size["cssContentSize"]["height"].as_u64().unwrap_or_default();
        let height = u32::try_from(height).unwrap_or_default();
        self.draw(name, height.max(self.screen.height), 1.0).await;
    }

    /// Takes a small picture of what is first seen of the page, `height` px high.
    pub async fn sketch(&self, name: &str, height: u32) {
        self.settles().await;
        self.draw(name, height, 1.0 / f64::from(self.screen.ratio)).await;
    }

    /// Waits until everything the page brings along has come.
    async fn settles(&self) {
        while self.ask("return document.readyState;", json!([])).await != json!("complete") {
            tokio::time::sleep(GLANCE).await;
        }
    }

    async fn draw(&self, name: &str, height: u32, scale: f64) {
        // In a window as high as the page, what sticks to its edges stays there.
        self.set_screen(Screen { height, ..self.screen }).await;
        let clip = json!({
            "x": 0, "y": 0, "width": self.screen.width, "height": height, "scale": scale,
        });
        let whole = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.session.devtools("Page.captureScreenshot", whole).await;
        self.set_screen(self.screen).await;
        let picture = picture["data"].as_str().unwrap_or_default();
        let picture = BASE64_STANDARD.decode(picture).expect("a picture in base64");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pictures");
        let file = folder.join(format!("{name}.png"));
        fs::create_dir_all(file.parent().unwrap_or(&folder)).expect("target/pictures can be made");
        fs::write(file, picture).expect("a picture can be written");
    }

    async fn faultless(&self, rule: &str, faults: &Value) {
        let faults = faults.as_array().expect("faults are a list");
        if !faults.is_empty() {
            let faults: Vec<_> = faults.iter().filter_map(Value::as_str).collect();
            panic!("{rule}: {} has faults:\n{}", self.path().await, faults.join("\n"));
        }
    }
}

/// A count as the protocol writes it, with or without a point.
#[expect(clippy::cast_possible_truncation, reason = "counts are far below 2^52")]
fn whole(count: f64) -> i64 {
    count.round() as i64
}
