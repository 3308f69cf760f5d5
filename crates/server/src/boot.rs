use xianban_domain::dossier;
use xianban_domain::keys::{FileKeys, Keys, belongs, is_marked, take_on};
use xianban_domain::ledger;
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{
    Atlas, DEMO, DEMO_OUTLINES, DistrictData, Layout, lay, lay_outlines,
};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_domain::teams;
use xianban_kernel::{Actor, Clock, Context, Moment, Problem, Seed};
use xianban_store::{Db, SqliteOptions, Tx};

use crate::closed;
use crate::configuration::{Fault, Settings};
use crate::database::{Database, Server};
use crate::last_seal::LastSeal;

/// Opens the database, made with its directory if there is none, and brings its tables up to date.
pub fn database(settings: &Settings) -> Result<Db, Fault> {
    closed::folder(&settings.data)?;
    let db = as_it_is(settings)?;
    db.migrate()?;
    Ok(db)
}

/// That something was kept in the data directory: a wrong `--data` is told before anything is made.
pub fn is_kept(settings: &Settings) -> Result<(), Fault> {
    let missing = |what| Fault::NothingKept { what, data: settings.data.clone() };
    if !settings.data.is_dir() {
        return Err(Fault::NotThere(format!("directory {}", settings.data.display())));
    }
    match &settings.database {
        Database::File(path) if !path.is_file() => Err(missing("database")),
        Database::Server(_) if !FileKeys::of(&settings.data).path().exists() => Err(missing("key")),
        _ => Ok(()),
    }
}

/// Opens the database and leaves its tables as they are.
pub fn as_it_is(settings: &Settings) -> Result<Db, Fault> {
    let tightened = closed::tighten(&settings.data)?;
    if tightened > 0 {
        eprintln!(
            "xianban: {tightened} files and folders in {} stood open to others, now only their owner \
             can read them",
            settings.data.display()
        );
    }
    if let Database::File(path) = &settings.database {
        closed::begun(path)?;
    }
    let db = match &settings.database {
        Database::File(path) => Db::sqlite(path, SqliteOptions::default())?,
        Database::Server(Server { address, options, .. }) => {
            Db::postgres(address.reveal(), options)?
        }
    };
    Ok(db.of_district(settings.district))
}

/// Opens the office of the district; one without rules gets those that come with the program.
pub fn district(settings: &Settings, at: Moment) -> Result<Office, Fault> {
    begun_under(settings, at, None)
}

/// The same; one without rules gets these instead, which must be for this district.
pub fn begun_under(
    settings: &Settings,
    at: Moment,
    rules: Option<String>,
) -> Result<Office, Fault> {
    opened(settings, (at, at), move |tx, district, at| match RuleBook::load(tx, district) {
        Err(Problem::NotFound) => {
            let text = rules.as_deref().unwrap_or(SHIPPED);
            RuleBook::lay(tx, district, (text, vocabulary()), at)
        }
        found => found,
    })
}

/// Opens the office of the demo district, laid with its units, grids and places. Rules that somebody
/// edited stay in force, and it is said when the program comes with newer ones. What is laid is laid
/// `at`, which may be long before `now`.
pub fn demo(settings: &Settings, at: Moment, now: Moment) -> Result<Office, Fault> {
    let office = opened(settings, (at, now), |tx, district, at| {
        let book = RuleBook::lay_shipped(tx, district, vocabulary(), at)?;
        let unfit = |why: String| Problem::broken(format!("the demo district: {why}"));
        let data = DistrictData::parse(DEMO).map_err(unfit)?;
        lay(tx, &Layout::of(&data).map_err(unfit)?, at)?;
        lay_outlines(tx, district, DEMO_OUTLINES)?;
        Ok(book)
    })?;
    if !office.book().knows_shipped() {
        eprintln!(
            "xianban: this program comes with newer rules; yours were edited and stay in force. To \
             compare: xianban rules export --shipped FILE, then xianban rules check FILE"
        );
    }
    let office = office.without_factors();
    does(&office, now, |work| ledger::adopt_laid(work).map(drop))?;
    crate::demo_accounts::make(&office, at)?;
    crate::demo_teams::describe(&office, at)?;
    Ok(office)
}

/// Opens the office as it was left: nothing is drawn or laid; what is older than the ledger gets its entry.
pub fn as_left(settings: &Settings) -> Result<Office, Fault> {
    is_kept(settings)?;
    let db = database(settings)?;
    let keys = Keys::from_provider(&FileKeys::open(&settings.data)?)?;
    let (district, ours) = (settings.district, keys.clone());
    let (book, atlas) = db.read_blocking(move |tx| {
        belongs(tx, &ours)?;
        let book = RuleBook::load(tx, district).map_err(|problem| match problem {
            Problem::NotFound => Problem::broken(format!("district {district} is not laid here")),
            other => other,
        })?;
        Ok::<_, Problem>((book, Atlas::load(tx, district)?))
    })?;
    let office = Office::new(&db, keys, district, book, vocabulary()).charted(atlas);
    // Data from before there was a ledger, which no program has served since.
    does(&office, Clock::machine().now(), |work| ledger::adopt(work).map(drop))?;
    sign_older(settings, &office)?;
    Ok(office)
}

fn opened(
    settings: &Settings,
    (at, now): (Moment, Moment),
    laying: impl Fn(&mut Tx<'_>, i64, Moment) -> Result<RuleBook, Problem> + Send + 'static,
) -> Result<Office, Fault> {
    let db = database(settings)?;
    let keys = own_keys(settings, &db, at)?;
    let district = settings.district;
    let (book, atlas) = db.write_blocking(Seed::fresh(), move |tx| {
        let book = laying(tx, district, at)?;
        Ok::<_, Problem>((book, Atlas::load(tx, district)?))
    })?;
    let office = Office::new(&db, keys, district, book, vocabulary()).charted(atlas);
    does(&office, now, |work| {
        teams::form(work)?;
        ledger::adopt(work).map(drop)
    })?;
    sign_older(settings, &office)?;
    Ok(office)
}

/// Signs seals from before they were signed, unless the copy outside the database says that they were.
fn sign_older(settings: &Settings, office: &Office) -> Result<(), Fault> {
    if LastSeal::read(&settings.data)?.is_some_and(|copy| copy.signed) {
        return Ok(());
    }
    let (keys, district) = (office.keys.clone(), office.district);
    let signed = office
        .db
        .write_blocking(Seed::fresh(), move |tx| dossier::sign_older(tx, &keys, district))?;
    if signed > 0 {
        eprintln!("xianban: {signed} seals from before they were signed are signed now");
    }
    Ok(())
}

/// The program itself does something at start.
fn does(
    office: &Office,
    now: Moment,
    verb: fn(&mut Work<'_, '_>) -> Result<(), Problem>,
) -> Result<(), Fault> {
    let cx = Context::new(Actor::System, now, Seed::fresh());
    let desk = office.clone();
    let done = office.db.write_blocking(cx.seed, move |tx| verb(&mut Work::new(tx, &cx, &desk)));
    Ok(done?)
}

/// A key is drawn for a fresh database only: a missing key of a used one must be brought back.
fn own_keys(settings: &Settings, db: &Db, at: Moment) -> Result<Keys, Fault> {
    let provider = if db.read_blocking(is_marked)? {
        FileKeys::open(&settings.data)?
    } else {
        FileKeys::open_or_create(&settings.data, &mut Seed::fresh().draw())?
    };
    let keys = Keys::from_provider(&provider)?;
    let taken = keys.clone();
    db.write_blocking(Seed::fresh(), move |tx| take_on(tx, &taken, at))?;
    Ok(keys)
}
