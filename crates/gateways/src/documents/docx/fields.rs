//! The fields of a document, ECMA-376 part 1, 17.16: what a field does is its first word, which may
//! be written in many pieces, between the signs that begin the field and its result.

use quick_xml::events::BytesStart;

use super::given;
use crate::documents::DocumentFault;

/// Fields that call another program or set in what it holds.
const CALLS: [&str; 3] = ["DDEAUTO", "DDE", "LINK"];
/// The first word of no field is longer, however long the instruction.
const MOST: usize = 64;

/// The fields that have begun.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Inside an element whose words are an instruction.
    instructed: bool,
    calls: bool,
}

/// One field.
#[derive(Default)]
struct Field {
    /// Its instruction so far, without what stands before the first word.
    said: String,
    /// Its result has begun.
    done: bool,
}

impl Fields {
    /// An element begins.
    pub(super) fn begin(&mut self, name: &str, of: &BytesStart<'_>) -> Result<(), DocumentFault> {
        match name {
            "fldChar" => {
                for attribute in of.attributes() {
                    let attribute = attribute.map_err(|_| DocumentFault::Broken)?;
                    if attribute.key.local_name().as_ref() == "fldCharType" {
                        let kind = given(of, attribute.key.as_ref())?;
                        self.sign(kind.trim());
                    }
                }
            }
            "fldSimple" => {
                for attribute in of.attributes() {
                    let attribute = attribute.map_err(|_| DocumentFault::Broken)?;
                    if attribute.key.local_name().as_ref() == "instr" {
                        let mut field = Field::default();
                        field.say(&given(of, attribute.key.as_ref())?);
                        self.calls |= field.calls();
                    }
                }
            }
            "instrText" => self.instructed = true,
            // One of several forms is read, by a choice that is not known here.
            "AlternateContent" => self.calls |= self.may_become_one(),
            _ => {}
        }
        Ok(())
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if name == "instrText" {
            self.instructed = false;
        }
    }

    /// Words, or a piece of them.
    pub(super) fn text(&mut self, text: &str) {
        let said = self.open.iter_mut().rev().find(|field| !field.done);
        if let Some(field) = said.filter(|_| self.instructed) {
            field.say(text);
        }
    }

    /// The part ends, with it every field that has not.
    pub(super) fn close(&mut self) {
        self.calls |= self.open.iter().any(Field::calls);
    }

    /// Whether one of them calls another program.
    pub(super) const fn found(&self) -> bool {
        self.calls
    }

    fn sign(&mut self, kind: &str) {
        match kind {
            "begin" => {
                // A field that gives another its first word hides what that is.
                self.calls |= self.may_become_one();
                self.open.push(Field::default());
            }
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.done = true;
                    self.calls |= field.calls();
                }
            }
            "end" => self.calls |= self.open.pop().is_some_and(|field| field.calls()),
            _ => {}
        }
    }

    fn may_become_one(&self) -> bool {
        self.open.last().is_some_and(|field| {
            !field.done && CALLS.iter().any(|call| call.starts_with(&field.said))
        })
    }
}

impl Field {
    fn say(&mut self, text: &str) {
        for sign in text.chars() {
            let counts = sign.is_alphanumeric() || sign == '=' || !self.said.is_empty();
            if counts && self.said.len() < MOST {
                self.said.push(sign.to_ascii_uppercase());
            }
        }
    }

    fn calls(&self) -> bool {
        let first = self.said.split(|sign: char| !sign.is_alphanumeric()).next();
        first.is_some_and(|first| CALLS.contains(&first))
    }
}
