use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{PersonId, ServiceId, StaffId, UnitId};

/// Who does a piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who has not said who they are.
    Guest,
    /// A resident or firm, logged in by phone.
    Resident(PersonId),
    /// A member of staff, with the posts held today.
    Staff(Staff),
    /// Another system, with its own token.
    Service(ServiceAccount),
    /// The program itself: the sweep, the sealer.
    System,
}

/// A member of staff and the posts they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// The account.
    pub id: StaffId,
    /// The name colleagues see.
    pub name: Arc<str>,
    /// Seats he acts from now, his own first; never empty for an account in use.
    pub posts: Arc<[Post]>,
    /// Those of them that are not his own: of a colleague who is away, or where nobody sits.
    pub borrowed: Arc<[Post]>,
}

impl Staff {
    /// Somebody at seats of his own.
    pub fn new(id: StaffId, name: &str, posts: Arc<[Post]>) -> Self {
        Self { id, name: name.into(), posts, borrowed: Arc::default() }
    }

    /// Whether he acts from this seat for somebody else only.
    pub fn borrows(&self, seat: &Post) -> bool {
        self.borrowed.contains(seat)
    }
}

/// A role at a unit: the seat from which somebody acts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post {
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
}

/// A system that files or reads for its own users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAccount {
    /// The account.
    pub id: ServiceId,
    /// What the token may do, in the words of the policy.
    pub scopes: Arc<[String]>,
}

/// A role's code, such as `clerk`. Roles are data: the rules say what each may do and what it is
/// called.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Role(Arc<str>);

impl Role {
    /// A role by its code.
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    /// The code as stored.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Actor {
    /// The staff account, when staff acts.
    pub const fn staff(&self) -> Option<&Staff> {
        match self {
            Self::Staff(staff) => Some(staff),
            _ => None,
        }
    }

    /// How the trail names the actor: a kind and a row, never a name.
    pub fn mark(&self) -> String {
        match self {
            Self::Guest => "guest".to_owned(),
            Self::Resident(person) => format!("resident:{person}"),
            Self::Staff(staff) => format!("staff:{}", staff.id),
            Self::Service(service) => format!("service:{}", service.id),
            Self::System => "system".to_owned(),
        }
    }
}
