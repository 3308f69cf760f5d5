use std::fmt;

use serde::{Deserialize, Serialize};

/// A message with one part holds so many characters; in a longer one each part holds three less.
const ONE_PART: usize = 70;
const EACH_PART: usize = 67;

/// A text that the provider has approved, with places for values: `验证码 {code}，{minutes} 分钟内有效。`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The provider's name for it, such as `SMS_123456789`.
    pub code: String,
    /// The approved words.
    pub wording: String,
}

/// A template with its values. Prints without them: one may be a login code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsText {
    template: String,
    params: Vec<(String, String)>,
    said: String,
}

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmsTextFault {
    /// The wording has a place without a value.
    #[error("no value for {{{0}}}")]
    Missing(String),
    /// A value has no place in the wording.
    #[error("no place for {0}")]
    Unwanted(String),
    /// A place is opened and not closed.
    #[error("a place in the wording is not closed")]
    Unclosed,
}

impl Template {
    /// Fills every place; each value must have one.
    pub fn fill(&self, params: &[(&str, &str)]) -> Result<SmsText, SmsTextFault> {
        let (mut said, mut rest) = (String::new(), self.wording.as_str());
        let mut used = Vec::new();
        while let Some((before, behind)) = rest.split_once('{') {
            let (place, after) = behind.split_once('}').ok_or(SmsTextFault::Unclosed)?;
            let value = params.iter().find(|(name, _)| *name == place);
            let (_, value) = value.ok_or_else(|| SmsTextFault::Missing(place.to_owned()))?;
            said.extend([before, value]);
            used.push(place);
            rest = after;
        }
        said.push_str(rest);
        if let Some((name, _)) = params.iter().find(|(name, _)| !used.contains(name)) {
            return Err(SmsTextFault::Unwanted((*name).to_owned()));
        }
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Ok(SmsText {
            template: self.code.clone(),
            params: params.iter().map(owned).collect(),
            said,
        })
    }
}

impl SmsText {
    /// Words that are filled already, with the values the provider's template takes.
    pub fn filled(template: &str, params: &[(&str, &str)], said: String) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { template: template.to_owned(), params: params.iter().map(owned).collect(), said }
    }

    /// The provider's name for the template.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The values by name, as the provider wants them.
    pub fn params(&self) -> &[(String, String)] {
        &self.params
    }

    /// What the person will read, without the signature the provider puts in front.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// How many messages are paid for: 70 characters in one, 67 in each of several. The signature
    /// counts too; `signature` is its length with its brackets.
    pub fn parts(&self, signature: usize) -> usize {
        let length = signature + self.said.encode_utf16().count();
        if length <= ONE_PART { 1 } else { length.div_ceil(EACH_PART) }
    }
}

impl fmt::Debug for SmsText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmsText({}, …)", self.template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login() -> Template {
        Template {
            code: "SMS_1".into(), wording: "验证码 {code}，{minutes} 分钟内有效。".into()
        }
    }

    #[test]
    fn a_template_is_filled_with_all_its_values() {
        let text = login().fill(&[("code", "012345"), ("minutes", "5")]).unwrap();
        assert_eq!(text.said(), "验证码 012345，5 分钟内有效。");
        assert_eq!(text.template(), "SMS_1");
        assert_eq!(text.params()[0], ("code".to_owned(), "012345".to_owned()));
        assert_eq!(text.parts(5), 1);
    }

    #[test]
    fn a_missing_or_unwanted_value_is_named() {
        let fault = |params: &[_]| login().fill(params).unwrap_err();
        assert_eq!(fault(&[("code", "1")]), SmsTextFault::Missing("minutes".into()));
        let unwanted = fault(&[("code", "1"), ("minutes", "5"), ("name", "x")]);
        assert_eq!(unwanted, SmsTextFault::Unwanted("name".into()));
        let open = Template { code: String::new(), wording: "{code".into() };
        assert_eq!(open.fill(&[]), Err(SmsTextFault::Unclosed));
    }

    #[test]
    fn a_value_is_never_taken_for_a_place() {
        let text = login().fill(&[("code", "{minutes}"), ("minutes", "5")]).unwrap();
        assert_eq!(text.said(), "验证码 {minutes}，5 分钟内有效。");
    }

    #[test]
    fn long_messages_are_paid_in_parts() {
        let parts = |length| {
            let template = Template { code: String::new(), wording: "字".repeat(length) };
            template.fill(&[]).unwrap().parts(6)
        };
        assert_eq!([parts(64), parts(65), parts(128), parts(129)], [1, 2, 2, 3]);
    }

    #[test]
    fn a_log_line_does_not_give_the_code_away() {
        let text = login().fill(&[("code", "012345"), ("minutes", "5")]).unwrap();
        assert_eq!(format!("{text:?}"), "SmsText(SMS_1, …)");
    }

    #[test]
    fn a_filled_text_can_wait_in_a_queue() {
        let text = login().fill(&[("code", "012345"), ("minutes", "5")]).unwrap();
        let queued = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<SmsText>(&queued).unwrap(), text);
    }
}
