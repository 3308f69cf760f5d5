//! What is answered stands in the OpenAPI document: status and kind, at every address, for pages and for
//! programs, when it goes well and when it does not.

use axum::body::Body;
use serde_json::Value;
use xianban_web::{For, Listed, openapi, table};

use super::{Answer, Caller, House, at_the_doors};

/// Who walks, and over what.
struct Walk<'a> {
    house: &'a House,
    document: Value,
    guest: Caller,
    resident: Caller,
    staff: Caller,
    no: String,
    photo: String,
    wrong: Vec<String>,
    answers: usize,
}

impl Walk<'_> {
    fn by(&self, line: &Listed) -> &Caller {
        match line.who {
            For::Everybody if line.path.starts_with("/files") => &self.resident,
            For::Everybody => &self.guest,
            For::Resident | For::Applicant => &self.resident,
            For::Staff | For::Part => &self.staff,
        }
    }

    fn path(&self, line: &Listed) -> String {
        let part = |part: &str| match part {
            "{no}" => self.no.clone(),
            "{id}" => self.photo.clone(),
            "{kind}" => "livelihood".to_owned(),
            "{queue}" => "accept".to_owned(),
            "{section}" => "party".to_owned(),
            "{table}" => "units".to_owned(),
            "{file}" if line.path.contains("services") => "other.xml".to_owned(),
            "{file}" => format!("{}.json", self.no),
            part if part.starts_with('{') => "1".to_owned(),
            part => part.to_owned(),
        };
        line.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// Notes an answer whose status or kind the document does not know.
    fn holds(&mut self, line: &Listed, answer: &Answer, about: &str) {
        self.answers += 1;
        let operation = &self.document["paths"][line.path][line.method.to_lowercase()];
        let status = answer.status;
        let key = if status.is_success() { "2XX".to_owned() } else { status.as_u16().to_string() };
        let told = &operation["responses"][&key];
        let kind = answer.headers.get("content-type").and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default();
        let known = !told.is_null() && (kind.is_empty() || !told["content"][kind].is_null());
        if !known {
            self.wrong.push(format!("{} {} {about}: {key} {kind:?}", line.method, line.path));
        }
    }

    fn gets(&mut self, line: &Listed) {
        for accept in ["application/json", "text/html"] {
            for query in ["", "?state=a&state=b&q=x&q=y&before=x&after=x"] {
                let path = format!("{}{query}", self.path(line));
                let mut request = self.by(line).asks("GET", &path).body(Body::empty()).unwrap();
                request.headers_mut().insert("accept", accept.parse().unwrap());
                let answer = self.house.sends(request);
                self.holds(line, &answer, &format!("{accept}{query}"));
            }
        }
    }

    fn posts(&mut self, line: &Listed) {
        let operation = &self.document["paths"][line.path]["post"];
        let content = operation["requestBody"]["content"].as_object();
        let kinds = content.into_iter().flat_map(|content| content.keys().cloned());
        let kinds: Vec<String> = kinds.chain(["application/xml".to_owned()]).collect();
        for kind in kinds {
            let of = if kind.starts_with("multipart") { "; boundary=b" } else { "" };
            for accept in ["application/json", "text/html"] {
                let request = self.by(line).asks("POST", &self.path(line));
                let request = request.header("content-type", format!("{kind}{of}"));
                let mut request = request.body(Body::from("{\"rubbish\": ")).unwrap();
                request.headers_mut().insert("accept", accept.parse().unwrap());
                let answer = self.house.sends(request);
                self.holds(line, &answer, &format!("{kind} for {accept}"));
                let read = answer.status.as_u16() != 415;
                if (kind == "application/xml") == read
                    && !(401..=404).contains(&answer.status.as_u16())
                    && content_is_told(&self.document, line)
                {
                    self.wrong.push(format!("{} read {kind}: {}", line.path, answer.status));
                }
            }
        }
    }
}

fn content_is_told(document: &Value, line: &Listed) -> bool {
    document["paths"][line.path]["post"]["requestBody"].is_object()
}

#[test]
fn what_is_served_and_what_goes_wrong_stands_in_the_document() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let (no, photo) = house.filed_with_a_photo(&resident);
        let mut walk = Walk {
            house,
            document: openapi(),
            guest: Caller::default(),
            staff: house.staff("sun.office", "platform", "dispatcher"),
            resident,
            no,
            photo,
            wrong: Vec::new(),
            answers: 0,
        };
        for line in table() {
            match line.method {
                "GET" => walk.gets(&line),
                // It would end the visit of whoever walks.
                _ if line.path.contains("logout") || line.path.ends_with("/end") => {}
                _ => walk.posts(&line),
            }
        }
        println!("{} answers held against the document", walk.answers);
        assert!(walk.wrong.is_empty(), "{:#?}", walk.wrong);
        assert!(walk.answers > 400, "{}", walk.answers);
    });
}
