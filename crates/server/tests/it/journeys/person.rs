use std::ops::Deref;

use xianban_testkit::browser::{Browser, Weight};
use xianban_testkit::served::{PASSWORD, Served};

/// What somebody holds, and how it is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    Phone,
    ElderPhone,
    /// Without scripts.
    BarePhone,
    Desk,
    ElderDesk,
    /// Without scripts.
    BareDesk,
    /// A screen on a wall.
    Wall,
}

impl Mood {
    const fn is_elder(self) -> bool {
        matches!(self, Self::ElderPhone | Self::ElderDesk)
    }

    pub const fn has_scripts(self) -> bool {
        !matches!(self, Self::BarePhone | Self::BareDesk)
    }

    const fn is_phone(self) -> bool {
        matches!(self, Self::Phone | Self::ElderPhone | Self::BarePhone)
    }

    const fn width(self) -> u32 {
        match self {
            Self::Wall => 1920,
            _ if self.is_phone() => 390,
            _ => 1440,
        }
    }

    /// The oldest phones, or a desk's window at 200 %.
    const fn narrowest(self) -> u32 {
        if self.is_phone() { 320 } else { 720 }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Phone | Self::Desk | Self::Wall => "normal",
            Self::ElderPhone | Self::ElderDesk => "elder",
            Self::BarePhone | Self::BareDesk => "bare",
        }
    }

    /// The least a finger or a mouse has to hit, in px.
    const fn target(self) -> u32 {
        match (self.is_elder(), self.is_phone()) {
            (true, _) => 60,
            (false, true) => 44,
            // With a mouse; WCAG 2.2 asks for 24.
            (false, false) => 26,
        }
    }
}

/// Somebody before a browser.
pub(super) struct Person<'a> {
    browser: Browser,
    served: &'a Served,
    mood: Mood,
    face: &'static str,
}

impl Deref for Person<'_> {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl<'a> Person<'a> {
    /// Somebody nobody knows yet.
    pub async fn resident(served: &'a Served, mood: Mood) -> Self {
        Self { browser: browser(served, mood).await, served, mood, face: "resident" }
    }

    /// Somebody of the staff, logged in.
    pub async fn staff(served: &'a Served, account: &str, mood: Mood) -> Self {
        let person = Self { browser: browser(served, mood).await, served, mood, face: "console" };
        person.open("/c").await;
        person.fill("账号", account).await;
        person.fill("密码", PASSWORD).await;
        person.press("登录").await;
        person.reads("您好").await;
        person
    }

    /// The same person before the dashboard, which has a budget of its own.
    pub fn before_the_stage(self) -> Self {
        Self { face: "dash", ..self }
    }

    /// Looks at the page with every ruler and draws it.
    pub async fn sees(&self, page: &str) {
        let Self { browser, mood, face, .. } = self;
        let width = mood.width();
        browser.picture(&format!("{face}/{page}-{width}-{}", mood.name())).await;
        if mood.has_scripts() {
            browser.axe().await;
        }
        for width in [width, mood.narrowest()] {
            browser.no_sideways_scroll(width).await;
        }
        browser.targets(mood.target()).await;
        browser.hints_are_tied().await;
        if mood.is_elder() {
            browser.elder_text().await;
        }
        browser.light(budget(face)).await;
    }

    /// Leaves the small picture that `docs/pictures` shows (copied there by hand from
    /// `target/pictures/docs` when the look has changed).
    pub async fn sketches(&self, name: &str) {
        if matches!(self.mood, Mood::Phone | Mood::Desk) {
            let height = if self.mood.is_phone() { 844 } else { 900 };
            self.browser.sketch(&format!("docs/{name}"), height).await;
        }
    }

    /// Logs in with a phone of his own.
    pub async fn proves_to_be_another(&self, phone: &str) {
        self.open("/login").await;
        self.proves(phone).await;
        self.press("登录").await;
        self.reads("退出登录").await;
    }

    /// Asks for a code and types it.
    pub async fn proves(&self, phone: &str) {
        self.fill("手机号", phone).await;
        self.press("获取验证码").await;
        self.reads("验证码已发到").await;
        let code = self.served.code_for(phone).await;
        self.fill("短信验证码", &code).await;
    }

    /// Chooses the place, one rung after the other, from the estates of the only community.
    pub async fn picks_place(&self, rungs: &[&str]) {
        for (rung, name) in ["选小区", "选楼", "选单元"].iter().zip(rungs) {
            self.choose(rung, name).await;
            self.press("选好了，下一级").await;
            self.reads(&format!("{name} ")).await;
        }
    }

    /// Attaches a photo; with scripts it goes ahead of the form, and this waits until it is there.
    pub async fn attaches(&self, name: &str, photo: &[u8]) {
        self.attach_bytes(name, photo).await;
        if self.mood.has_scripts() {
            self.no_longer_reads("正在上传").await;
        }
    }

    /// Attaches a document; with scripts it goes ahead of the form, and this waits until it is there.
    pub async fn encloses(&self, name: &str, document: &[u8]) {
        self.attach_bytes_to("documents", name, document).await;
        if self.mood.has_scripts() {
            self.no_longer_reads("正在上传").await;
        }
    }

    /// Waits until so many photos are drawn on the page, and counts that there are no more.
    pub async fn shows_photos(&self, count: usize) {
        self.draws("ul.shots img", count).await;
    }

    /// Files a matter of everyday life, somewhere in an estate; the number and the query code.
    pub async fn files(&self, phone: &str, text: &str) -> (String, String) {
        self.open("/ask/livelihood").await;
        self.choose("是哪方面的事", "环境卫生").await;
        self.fill("请说说是什么事", text).await;
        self.picks_place(&["春光山色一期"]).await;
        self.proves(phone).await;
        self.press("提交民生诉求").await;
        self.reads("已经收到您的民生诉求").await;
        let text = self.text().await;
        let code = text.split("查询码 ").nth(1).unwrap_or_default();
        (self.word_after("编号").await, code.chars().take(9).collect())
    }

    /// Accepts, so that it can be assessed.
    pub async fn accepts(&self, words: &str) {
        self.takes_up("accept", words).await;
        self.begins("接单", "接单后弄清情况").await;
        self.sends("接单").await;
    }

    /// What stands behind this word, up to the next blank.
    pub async fn word_after(&self, word: &str) -> String {
        let text = self.text().await;
        let behind = text.split(word).nth(1).unwrap_or_default();
        behind.split_whitespace().next().unwrap_or_default().to_owned()
    }

    /// Opens a queue and the first appeal of it that says this.
    pub async fn takes_up(&self, queue: &str, words: &str) {
        self.open(&format!("/c/inbox/{queue}")).await;
        self.press(words).await;
        self.reads("全程留痕").await;
    }

    /// Sends the form of a move and waits until it has gone.
    pub async fn sends(&self, verb: &str) {
        self.press(verb).await;
        self.no_longer_reads("先不办").await;
    }

    /// Opens the form of a move and waits for it.
    pub async fn begins(&self, verb: &str, effect: &str) {
        self.press(verb).await;
        self.reads(effect).await;
    }
}

async fn browser(served: &Served, mood: Mood) -> Browser {
    let site = served.address();
    match mood {
        Mood::Phone => Browser::phone(&site).await,
        Mood::ElderPhone => Browser::phone(&site).await.elder().await,
        Mood::BarePhone => Browser::phone_without_script(&site).await,
        Mood::Desk => Browser::desk(&site).await,
        Mood::ElderDesk => Browser::desk(&site).await.elder().await,
        Mood::BareDesk => Browser::desk_without_script(&site).await,
        Mood::Wall => Browser::wall(&site).await,
    }
}

/// What a first visit to a page of this face may cost.
fn budget(face: &str) -> Weight {
    match face {
        "dash" => Weight { bytes: 60 * 1024, requests: 6, scripts: 4 * 1024 },
        "console" => Weight { bytes: 90 * 1024, requests: 10, scripts: 30 * 1024 },
        _ => Weight { bytes: 40 * 1024, requests: 6, scripts: 8 * 1024 },
    }
}
