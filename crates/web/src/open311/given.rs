use std::fmt::Write;

use xianban_domain::appeals::{Beside, Contact, PlaceGiven, Submit};
use xianban_domain::identity::PersonName;
use xianban_domain::office::Work;
use xianban_domain::organisation::{is_in_the_country, located, open_place};
use xianban_domain::rules::Rules;
use xianban_kernel::words::length;
use xianban_kernel::{Fault, PhoneNumber, PlaceId, Problem, Wgs84};

use super::parameters::Parameters;

/// How long the words for a place may be.
const WHERE_MOST: usize = 200;
/// How many addresses of pictures are kept.
const PICTURES_MOST: usize = 20;
/// How long the address of a picture may be.
const PICTURE_MOST: usize = 2000;

/// What a filing says, read. What is optional and cannot be read never loses the rest: it stays in
/// the words as it came, and its sender is told.
#[derive(Clone, Debug)]
pub(super) struct Given {
    submit: Submit,
    address_id: Option<PlaceId>,
    address: String,
    /// What is kept as it was sent.
    pub(super) beside: Beside,
    /// What could not be read, for the sender.
    told: Vec<String>,
}

/// Lines behind the words, for those who handle the matter.
struct Lines {
    text: String,
    most: usize,
    told: Vec<String>,
}

impl Lines {
    fn add(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if length(&self.text) + length(label) + length(value) + 2 > self.most {
            self.told.push(format!("内容写满了，{label}没有写进内容里。"));
            return;
        }
        // Writing to a String cannot fail.
        let _ = write!(self.text, "\n{label}：{value}");
    }

    /// The value of an optional field; of several the first, and the others stay in the words.
    fn first<'a>(&mut self, words: &'a Parameters, name: &str) -> &'a str {
        let all = words.all(name);
        let first = all.first().copied().unwrap_or_default();
        if all.iter().any(|other| *other != first) {
            self.told.push(format!("{name} 写了几遍，按第一个办。"));
        }
        first
    }
}

impl Given {
    /// Reads the words of a filing.
    pub(super) fn read(words: &Parameters, rules: &Rules) -> Result<Self, Problem> {
        let mut faults = Vec::new();
        let mut fault =
            |field: &'static str, said: &str| faults.push(Fault { field, said: said.to_owned() });
        let code = words.one("service_code")?;
        let tile = rules.tile(code);
        if tile.is_none() {
            fault("service_code", "没有这一类事，请从 services 里选一个 service_code。");
        }
        let text = words.one("description")?.to_owned();
        if text.is_empty() {
            fault("description", "请写下要反映的事情。");
        }
        let ways = ["address_string", "address_id", "lat", "long"];
        if ways.iter().all(|way| words.all(way).is_empty()) {
            fault("address_string", "请写明地点：address_string、address_id，或者 lat 和 long。");
        }
        let kind = tile.map(|tile| tile.kind);
        let Some(kind) = kind.filter(|_| faults.is_empty()) else {
            return Err(Problem::Faults(faults));
        };
        let mut lines = Lines { text, most: rules.forms.text_max, told: Vec::new() };
        let address = address(words, &mut lines);
        let address_id = address_id(words, &mut lines);
        let contact = contact(words, &mut lines);
        let beside =
            Beside { point: point(words, &mut lines), pictures: pictures(words, &mut lines) };
        let submit = Submit {
            kind,
            title: String::new(),
            text: lines.text,
            place: PlaceGiven::Unknown,
            tile: Some(code.to_owned()),
            contact,
            public: false,
        };
        Ok(Self { submit, address_id, address, beside, told: lines.told })
    }

    /// What is filed, and what its sender has to know. A place that was named is believed before the
    /// place where a telephone was.
    pub(super) fn placed(&self, work: &mut Work<'_, '_>) -> Result<(Submit, Vec<String>), Problem> {
        let (mut told, mut picked) = (self.told.clone(), None);
        if let Some(id) = self.address_id {
            match open_place(work.tx, work.office.district, id, work.cx.at) {
                Ok(place) => picked = Some(place.id),
                Err(Problem::Faults(_)) => {
                    told.push("address_id 不是现在的地点，没有采用。".to_owned());
                }
                Err(problem) => return Err(problem),
            }
        }
        if let (None, Some(point)) = (picked, self.beside.point) {
            picked = located(work, point, None)?.place.map(|place| place.id);
        }
        let mut words = self.address.clone();
        if let (true, Some(point)) = (words.is_empty() && picked.is_none(), self.beside.point) {
            words = point.to_string();
        }
        Ok((Submit { place: PlaceGiven::of(picked, &words), ..self.submit.clone() }, told))
    }
}

/// The words for the place; what is too long for them stands whole in the text.
fn address(words: &Parameters, lines: &mut Lines) -> String {
    let said = lines.first(words, "address_string");
    if length(said) <= WHERE_MOST {
        return said.to_owned();
    }
    lines.add("地点", said);
    lines.told.push(format!("address_string 超过 {WHERE_MOST} 个字，全文写在内容里。"));
    let mut cut = String::new();
    for sign in said.chars() {
        if length(&cut) + sign.len_utf16() > WHERE_MOST {
            break;
        }
        cut.push(sign);
    }
    cut
}

fn address_id(words: &Parameters, lines: &mut Lines) -> Option<PlaceId> {
    let said = lines.first(words, "address_id");
    let read = said.parse().ok().map(PlaceId::new);
    if read.is_none() && !said.is_empty() {
        lines.add("地点编号", said);
        lines.told.push("address_id 读不懂，没有采用。".to_owned());
    }
    read
}

fn contact(words: &Parameters, lines: &mut Lines) -> Contact {
    let last = lines.first(words, "last_name");
    let name = format!("{last}{}", lines.first(words, "first_name"));
    let kept = name.parse::<PersonName>().ok().map(|_| name.clone());
    if kept.is_none() && !name.is_empty() {
        lines.add("称呼", &name);
        lines.told.push("姓名太长或者换了行，写在内容里了。".to_owned());
    }
    let said = lines.first(words, "phone");
    let phone = said.parse::<PhoneNumber>().ok();
    if phone.is_none() && !said.is_empty() {
        lines.add("联系电话", said);
        lines.told.push("phone 不是 11 位手机号，收不到短信；号码写在内容里了。".to_owned());
    }
    let email = lines.first(words, "email");
    lines.add("联系邮箱", email);
    Contact { person: None, name: kept, phone, minor: false }
}

fn point(words: &Parameters, lines: &mut Lines) -> Option<Wgs84> {
    let (lat, long) = (lines.first(words, "lat"), lines.first(words, "long"));
    if lat.is_empty() && long.is_empty() {
        return None;
    }
    let number = |text: &str| text.parse::<f64>().ok();
    let read = number(lat).zip(number(long)).and_then(|(lat, lon)| Wgs84::new(lat, lon));
    match read {
        Some(point) if is_in_the_country(point) => {
            lines.add("位置", &point.to_string());
            Some(point)
        }
        // What a telephone sends that does not know where it is.
        Some(Wgs84 { lat, lon }) if lat == 0.0 && lon == 0.0 => {
            lines.told.push("没有收到位置（lat 和 long 都是 0）。".to_owned());
            None
        }
        _ => {
            lines.add("送来的位置", &format!("{lat}, {long}"));
            let abroad = read.is_some();
            let why =
                if abroad { "不在国内" } else { "读不懂（要一起写，单位是度）" };
            lines
                .told
                .push(format!("lat 和 long {why}，没有采用；诉求已经收下，请用文字写明地点。"));
            None
        }
    }
}

fn pictures(words: &Parameters, lines: &mut Lines) -> Vec<String> {
    let mut kept = Vec::<String>::new();
    let mut given = words.all("media_url");
    given.dedup();
    for address in given {
        if kept.len() == PICTURES_MOST || length(address) > PICTURE_MOST {
            let said = format!(
                "图片链接最多 {PICTURES_MOST} 个，每个 {PICTURE_MOST} 字以内，多的没有收下。"
            );
            lines.told.push(said);
            break;
        }
        lines.add("照片链接", address);
        kept.push(address.to_owned());
    }
    kept
}
