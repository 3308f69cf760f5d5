//! The rooms with dossiers of their own: what each brings to the ground they share. A new room is a line
//! here, its routes, its migration, its grants in the rules.

use std::sync::LazyLock;

use xianban_kernel::{Context, DossierId, FileId, Problem};
use xianban_store::Tx;

use crate::appeals;
use crate::consultation::{self, Consultation};
use crate::content;
use crate::dossier::{self, Broken, Checked, Dossier, Record};
use crate::duty::{self, Swept};
use crate::extracts::{self, Extract};
use crate::figures;
use crate::files::{self, File, Stager};
use crate::folded::{self, Folded};
use crate::identity;
use crate::keys::Keys;
use crate::ledger::{self, Ledger};
use crate::notice::{self, Outgoing};
use crate::office::{Office, Work};
use crate::organisation;
use crate::praise;
use crate::rules::{self, RoomCheck, Vocabulary};
use crate::supervision;
use crate::teams::{self, Team};
use crate::whistle::{self, Whistle};

/// What a room with dossiers brings.
pub struct Room {
    /// The kind of its dossiers, as stored; its pages lie under the plural.
    pub kind: &'static str,
    /// What people call one.
    pub name: &'static str,
    /// The action that reads its dossiers.
    pub reads: &'static str,
    /// A standing of its dossiers, as people read it.
    pub standing: fn(&str) -> &'static str,
    /// What can be granted in it.
    actions: fn() -> Vec<&'static str>,
    /// What is owed in it, each with the action that meets it.
    duties: fn() -> Vec<(&'static str, &'static str)>,
    /// What it tells people, and whether that gives away a code.
    notices: fn() -> Vec<(&'static str, bool)>,
    /// Folds a chain again, compares every row with it, and says what was erased.
    check: fn(&Office, &mut Tx<'_>, DossierId, &[Record]) -> Result<Checked, Problem>,
    /// What is wrong with its own part of a district's rules.
    rules: RoomCheck,
    /// Compares the files of a dossier with its events.
    files: FileCheck,
    /// The name of a file that the actor may see, if it has one; [`Problem::NotFound`] where he may not.
    sees_file: fn(&mut Work<'_, '_>, &Dossier, &File) -> Result<Option<String>, Problem>,
    /// Does what a duty whose moment has passed asks for; answers how many cards were given.
    wake: fn(&mut Work<'_, '_>, DossierId) -> Result<u64, Problem>,
    /// Puts a dossier into the index of words again.
    reindex: fn(&mut Tx<'_>, &Keys, &Dossier) -> Result<(), Problem>,
    /// The code that opens a dossier without a login, where a notice gives it away.
    code: notice::Code,
    /// What follows when a notice did not arrive.
    undelivered: fn(&mut Work<'_, '_>, &Dossier, &str) -> Result<(), Problem>,
}

/// Gives the bytes of an object.
pub type Fetch<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

type FileCheck =
    fn(&Office, &mut Tx<'_>, DossierId, &[Record], Fetch<'_>) -> Result<Option<Broken>, Problem>;

/// Every room with dossiers.
pub static ROOMS: &[Room] =
    &[APPEALS, PRAISE, SUPERVISION, WHISTLE, TEAMS, CONSULTATION, EXTRACTS, LEDGER];

const APPEALS: Room = Room {
    kind: appeals::KIND,
    name: "诉求",
    reads: appeals::Action::ReadCase.code(),
    standing: |_| "",
    actions: || appeals::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = appeals::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by())).collect()
    },
    notices: || {
        let notices = appeals::NoticeKind::ALL.iter();
        notices.map(|kind| (kind.code(), kind.gives_code())).collect()
    },
    rules: |_| Vec::new(),
    check: appeals::verify_rows,
    files: appeals::verify_files,
    sees_file: appeals::sees_file,
    wake: appeals::give_cards,
    reindex: appeals::reindex,
    code: appeals::code_in_notice,
    undelivered: appeals::undelivered,
};

const PRAISE: Room = Room {
    kind: praise::KIND,
    name: "表扬",
    reads: praise::Action::Read.code(),
    standing: |code| praise::Standing::from_code(code).map_or("", praise::Standing::name),
    actions: || praise::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = praise::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by().code())).collect()
    },
    notices: || praise::NoticeKind::ALL.iter().map(|kind| (kind.code(), false)).collect(),
    rules: praise::check,
    check: praise::verify_rows,
    files: praise::verify_files,
    sees_file: praise::sees_file,
    // Nobody is carded over thanks, and nobody has to be rung up about them.
    wake: |_, _| Ok(0),
    reindex: praise::reindex,
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

const SUPERVISION: Room = Room {
    kind: supervision::KIND,
    name: "督办会",
    reads: supervision::Action::Read.code(),
    standing: |code| supervision::Standing::from_code(code).map_or("", supervision::Standing::name),
    actions: || supervision::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = supervision::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by().code())).collect()
    },
    notices: Vec::new,
    rules: supervision::check,
    check: folded::check::<supervision::Meeting>,
    files: folded::check_files::<supervision::Meeting>,
    // Nothing is handed in at a meeting: files belong to the appeals it looks at.
    sees_file: |_, _, _| Err(Problem::NotFound),
    wake: supervision::wake,
    reindex: folded::reindex::<supervision::Meeting>,
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

const CONSULTATION: Room = Room {
    kind: consultation::KIND,
    name: "网格协商",
    reads: consultation::Action::Read.code(),
    standing: |code| {
        consultation::Standing::from_code(code).map_or("", consultation::Standing::name)
    },
    actions: || consultation::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = consultation::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by().code())).collect()
    },
    notices: || {
        let notices = consultation::NoticeKind::ALL.iter();
        notices.map(|kind| (kind.code(), kind.gives_code())).collect()
    },
    rules: consultation::check,
    check: folded::check::<Consultation>,
    files: folded::check_files::<Consultation>,
    sees_file: consultation::sees_file,
    wake: consultation::wake,
    reindex: folded::reindex::<Consultation>,
    // Each has a code of his own, which the notice itself knows of.
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

const WHISTLE: Room = Room {
    kind: whistle::KIND,
    name: "吹哨单",
    reads: whistle::Action::Read.code(),
    standing: |code| whistle::Standing::from_code(code).map_or("", whistle::Standing::name),
    actions: || whistle::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = whistle::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by().code())).collect()
    },
    // Applicants hear of a whistle by their appeals.
    notices: Vec::new,
    rules: whistle::check,
    check: folded::check::<Whistle>,
    files: folded::check_files::<Whistle>,
    sees_file: |work, dossier, _| {
        folded::reads(work, dossier, whistle::Action::Read)?.or_not_found().map(|()| None)
    },
    wake: whistle::wake,
    reindex: folded::reindex::<Whistle>,
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

const TEAMS: Room = Room {
    kind: Team::KIND,
    name: "网格服务队",
    reads: teams::Action::Read.code(),
    standing: |code| match code {
        "open" => "在用",
        "ended" => "已撤销",
        _ => "",
    },
    actions: || teams::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = teams::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by().code())).collect()
    },
    notices: Vec::new,
    rules: teams::check,
    check: folded::check::<Team>,
    files: folded::check_files::<Team>,
    sees_file: |_, _, _| Err(Problem::NotFound),
    wake: teams::wake,
    reindex: folded::reindex::<Team>,
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

const EXTRACTS: Room = Room {
    kind: extracts::KIND,
    name: "明细",
    reads: extracts::Action::Read.code(),
    standing: |code| extracts::State::from_code(code).map_or("", extracts::State::name),
    actions: || extracts::Action::ALL.iter().map(|action| action.code()).collect(),
    // The program makes them.
    duties: Vec::new,
    notices: || extracts::NoticeKind::ALL.iter().map(|kind| (kind.code(), false)).collect(),
    rules: extracts::check,
    check: folded::check::<Extract>,
    files: folded::check_files::<Extract>,
    sees_file: extracts::sees_file,
    wake: |_, _| Ok(0),
    reindex: folded::reindex::<Extract>,
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

const LEDGER: Room = Room {
    kind: ledger::KIND,
    name: "台账",
    reads: ledger::Action::Read.code(),
    standing: |code| ledger::Sort::from_code(code).map_or("", ledger::Sort::name),
    actions: || ledger::Action::ALL.iter().map(|action| action.code()).collect(),
    duties: || {
        let duties = ledger::DutyKind::ALL.iter();
        duties.map(|duty| (duty.code(), duty.fulfilled_by().code())).collect()
    },
    // Whoever has to agree finds it in his queue.
    notices: Vec::new,
    rules: ledger::check,
    check: ledger::verify_rows,
    files: folded::check_files::<Ledger>,
    sees_file: ledger::sees_file,
    wake: |_, _| Ok(0),
    reindex: folded::reindex::<Ledger>,
    code: |_, _, _| Ok(None),
    undelivered: |_, _, _| Ok(()),
};

impl Room {
    /// The room of a kind of dossier.
    pub fn of(kind: &str) -> Option<&'static Self> {
        ROOMS.iter().find(|room| room.kind == kind)
    }
}

/// The words of all rooms, also of those without dossiers, against which rules are checked.
pub fn vocabulary() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| {
        let mut words = Vocabulary::default();
        for room in ROOMS {
            words.actions.extend((room.actions)());
            words.duties.extend((room.duties)());
            words.notices.extend((room.notices)());
            words.checks.push(room.rules);
        }
        words.actions.extend(organisation::Right::ALL.iter().map(|right| right.code()));
        words.actions.extend(identity::Right::ALL.iter().map(|right| right.code()));
        words.actions.extend(content::Right::ALL.iter().map(|right| right.code()));
        let briefs = figures::NoticeKind::ALL.iter();
        words.notices.extend(briefs.map(|kind| (kind.code(), false)));
        words.actions.extend(rules::Right::ALL.iter().map(|right| right.code()));
        words
    });
    &WORDS
}

fn room(dossier: &Dossier) -> Result<&'static Room, Problem> {
    let unknown = || Problem::broken(format!("no room has dossiers of kind {}", dossier.kind));
    Room::of(&dossier.kind).ok_or_else(unknown)
}

/// Checks seals, chains, vault, rows and files of one district; `fetch` gives the bytes of an object,
/// and without it the files are left out.
pub fn verify(
    office: &Office,
    tx: &mut Tx<'_>,
    fetch: Option<Fetch<'_>>,
) -> Result<Option<Broken>, Problem> {
    let broken = dossier::verify(tx, &office.keys, office.district, |tx, id, records| {
        let Some(dossier) = dossier::find(tx, id)? else {
            return Ok(Checked::broken(format!("dossier {id}"), "is gone"));
        };
        let room = room(&dossier)?;
        let mut checked = (room.check)(office, tx, id, records)?;
        if let (None, Some(fetch)) = (&checked.broken, fetch) {
            checked.broken = (room.files)(office, tx, id, records, fetch)?;
        }
        Ok(checked)
    })?;
    if broken.is_some() { Ok(broken) } else { ledger::verify_all(tx) }
}

/// A file the actor may see, with the name of a document: his own staged one, or one of a dossier whose
/// room shows it to him.
pub fn file(
    work: &mut Work<'_, '_>,
    id: FileId,
    by: &[Stager],
) -> Result<(File, Option<String>), Problem> {
    let file = files::find(work.tx, work.office.district, id)?.ok_or(Problem::NotFound)?;
    let Some(of) = file.dossier else {
        let own = by.iter().any(|stager| stager.mark() == file.stager);
        let name = file.staged_name(&work.office.keys)?;
        return if own { Ok((file, name)) } else { Err(Problem::NotFound) };
    };
    let dossier = dossier::find(work.tx, of)?.ok_or(Problem::NotFound)?;
    let name = (room(&dossier)?.sees_file)(work, &dossier, &file)?;
    Ok((file, name))
}

/// Puts up to `most` dossiers behind `after`, whatever their district, into the index of words again;
/// answers the last one, or `None` when none was left. For a database whose index is gone: one that was
/// restored.
pub fn index_anew(
    tx: &mut Tx<'_>,
    keys: &Keys,
    after: Option<(i64, DossierId)>,
    most: i64,
) -> Result<Option<(i64, DossierId)>, Problem> {
    let mut last = None;
    for dossier in dossier::behind(tx, after, most)? {
        last = Some((dossier.district, dossier.id));
        (room(&dossier)?.reindex)(tx, keys, &dossier)?;
    }
    Ok(last)
}

/// Looks at every duty whose moment has passed.
pub async fn sweep(office: &Office, cx: &Context) -> Result<Swept, Problem> {
    duty::sweep(office, cx, |work, id| {
        let Some(dossier) = dossier::find(work.tx, id)? else { return Ok(0) };
        (room(&dossier)?.wake)(work, id)
    })
    .await
}

/// What the letter of a notice sends; `None` when nothing has to go out. `site` is where people find
/// the pages.
pub fn outgoing(
    work: &mut Work<'_, '_>,
    payload: &str,
    site: &str,
) -> Result<Option<Outgoing>, Problem> {
    let code: notice::Code = |work, about, kind| (room(about)?.code)(work, about, kind);
    notice::outgoing(work, payload, site, code)
}

/// Notes that a notice did not arrive, for the room it came from.
///
/// # Errors
/// [`Problem::NotFound`] to anybody but the program.
pub fn undelivered(work: &mut Work<'_, '_>, letter: &Outgoing) -> Result<(), Problem> {
    (room(&letter.about)?.undelivered)(work, &letter.about, &letter.kind)
}
