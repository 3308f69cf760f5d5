use crate::coded::coded;

coded! {
    /// The three kinds of appeal, each with its own permitted submitters.
    AppealKind {
        /// 民生诉求, by residents.
        Livelihood = "livelihood",
        /// 发展诉求, by shops and firms.
        Development = "development",
        /// 执法诉求, only by a community.
        Enforcement = "enforcement",
    }
}

coded! {
    /// How fast the clocks run.
    Lane {
        /// The usual one.
        General = "general",
        /// 紧急通道: livelihood-critical, ahead of the queue.
        Urgent = "urgent",
        /// 专事转办: there was a petition before.
        Special = "special",
    }
}

impl Lane {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::General => "一般",
            Self::Urgent => "紧急通道",
            Self::Special => "专事转办",
        }
    }
}

coded! {
    /// How much work a matter is; with the kind it sets the handling limit.
    HandleClass {
        /// A question that only wants an answer.
        Consult = "consult",
        /// One unit settles it.
        General = "general",
        /// Several units, works or money are needed.
        Complex = "complex",
    }
}

coded! {
    /// At which unit the seat of a duty stands.
    Seat {
        /// The unit that received the appeal: the place's community, else the platform office.
        ReceivingUnit = "receiving_unit",
        /// The unit that assesses this round.
        AssessingUnit = "assessing_unit",
        /// The unit of the order.
        OrderUnit = "order_unit",
        /// The office that runs the platform.
        PlatformOffice = "platform_office",
        /// The unit that answers for the one below.
        Superior = "superior",
        /// The community itself.
        Community = "community",
        /// A unit that a whistle calls.
        CalledUnit = "called_unit",
        /// The level above the community.
        LevelAbove = "level_above",
        /// Any unit with a part.
        AnyUnit = "any_unit",
    }
}

coded! {
    /// Which appeals a role may open.
    Reach {
        /// None.
        Nothing = "nothing",
        /// Those its own unit received, assesses or has an order for.
        Unit = "unit",
        /// Those of its own unit and of every unit below it.
        Below = "below",
        /// All of the district.
        District = "district",
    }
}

/// Something that rules grant to roles: an action of some room. No two rooms share a code.
pub trait ActionWord: Copy {
    /// As written in rules, addresses and scopes.
    fn code(&self) -> &str;
}

/// A code that a table of many rooms holds.
impl ActionWord for &str {
    fn code(&self) -> &str {
        self
    }
}

/// Something that roles owe: a kind of duty of some room. No two rooms share a code.
pub trait DutyWord: Copy {
    /// As stored, written in rules and shown in addresses.
    fn code(&self) -> &str;
}

impl DutyWord for &str {
    fn code(&self) -> &str {
        self
    }
}

/// Rights of administrators that no role has together: who holds one of them is nobody's stand-in for
/// another.
pub const KEPT_APART: [&str; 3] = ["manage_accounts", "manage_rules", "read_audit"];
