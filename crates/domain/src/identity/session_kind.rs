use xianban_store::{FromValue, Value};

use crate::coded::coded;

coded! {
    /// Whose session it is.
    SessionKind {
        /// A resident: 90 days, 30 at rest.
        Resident = "resident",
        /// A member of staff: 12 hours, 2 at rest.
        Staff = "staff",
    }
}

impl FromValue for SessionKind {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(code) = value { Self::from_code(code) } else { None }
    }
}
