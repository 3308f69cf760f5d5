/// What a form has just brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Did {
    SignedIn,
    Confirmed,
    Objected,
}

impl Did {
    pub(super) const ALL: [Self; 3] = [Self::SignedIn, Self::Confirmed, Self::Objected];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::Confirmed => "confirmed",
            Self::Objected => "objected",
        }
    }

    pub(super) const fn said(self) -> &'static str {
        match self {
            Self::SignedIn => "签到成功。",
            Self::Confirmed => "您已确认纪要，谢谢。",
            Self::Objected => "您的意见已经记下，会一直附在纪要后面。",
        }
    }
}
