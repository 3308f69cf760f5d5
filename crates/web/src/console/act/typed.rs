use std::fmt;

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, MapAccess};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use xianban_kernel::Problem;

use crate::frame::problem::unreadable;

/// The fields of a form by name, as they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(Vec<(String, Value)>);

impl Typed {
    /// The same with every name once: answers under one name with commas between.
    pub(crate) fn joined(&self) -> Self {
        let mut joined = Vec::<(String, Value)>::new();
        for (name, value) in &self.0 {
            let (known, Value::String(more)) = (joined.iter_mut().find(|(n, _)| n == name), value)
            else {
                joined.push((name.clone(), value.clone()));
                continue;
            };
            match known {
                Some((_, Value::String(text))) => {
                    text.push(',');
                    text.push_str(more);
                }
                _ => joined.push((name.clone(), value.clone())),
            }
        }
        Self(joined)
    }

    /// The fields of `T`, each at most once; what it does not know is left alone.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let read = T::deserialize(MapDeserializer::new(self.0.iter().cloned()));
        read.map_err(|error: serde_json::Error| unreadable(&error.to_string()))
    }

    /// The text of a field; empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.and_then(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The same with another text in a field.
    pub(crate) fn with(mut self, name: &str, text: String) -> Self {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), Value::String(text)));
        self
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs)
    }
}

/// Takes every pair, those of one name too: whether a name may come twice, the form decides.
struct Pairs;

impl<'de> serde::de::Visitor<'de> for Pairs {
    type Value = Typed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a form")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Typed, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Typed(pairs))
    }
}
