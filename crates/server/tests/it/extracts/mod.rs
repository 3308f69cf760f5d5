//! Extracts: every matter of a number, for whoever asked, and for nobody else.

use std::sync::Mutex;

use xianban_domain::extracts::{self, Ask, Extract, State};
use xianban_domain::figures::{self, Every, Period, Scope};
use xianban_domain::files::{self, Content, FileKind, Part, Sealed, Stager};
use xianban_domain::folded::Held;
use xianban_domain::office::Work;
use xianban_domain::rooms;
use xianban_gateways::objects::{MemoryObjects, Objects};
use xianban_kernel::{Actor, Problem, Seed};
use xianban_testkit::office::{doing, nine_o_clock};

use crate::appeals::{Town, in_town};

fn november(town: &Town, who: &Actor, minutes: i64) -> Result<Held<Extract>, Problem> {
    town.does(who, minutes, |work| {
        let span = Period::of(Every::Month, nine_o_clock().day()).span();
        let (name, scope) = ("崂山区 2026年11月 受理明细".to_owned(), Scope::District);
        extracts::ask(work, &Ask { scope, span, list: None, name })
    })
}

/// Makes the next one, as the program does; answers the titles that stand in it.
fn makes(town: &Town, objects: &MemoryObjects, minutes: i64) -> Vec<Option<String>> {
    let next = town.does(&Actor::System, minutes, extracts::next).unwrap().unwrap();
    let (id, titles, cx) = (next.id, Mutex::new(Vec::new()), doing(&Actor::System, minutes));
    let mut write = |one: &figures::Counted, appeal: Option<&_>| {
        assert_eq!(appeal.is_some(), one.no.is_some());
        titles.lock().unwrap().push(one.title.clone());
        Ok(())
    };
    let rows = town.waits(extracts::make(&town.office, &cx, &next, &mut write)).unwrap();
    let full = b"a workbook".to_vec();
    let (what, name) = (FileKind::Xlsx, next.name.clone());
    let content = Content { what, name, full, thumb: None, width: 0, height: 0 };
    let sealed = Sealed::of(&town.office.keys, &mut Seed::fresh().draw(), &content);
    let object = objects.put(&sealed.full, cx.at).unwrap().to_string();
    let made = town.does(&Actor::System, minutes, move |work| {
        let stager = Stager::person(&Actor::System).unwrap();
        let file = files::stage(work, &stager, &sealed, &object, None)?;
        extracts::made(work, id, rows, file, &stager)
    });
    made.unwrap();
    titles.into_inner().unwrap()
}

#[test]
fn every_matter_stands_in_it_once_and_only_who_asked_has_it() {
    in_town(|town| {
        let (leader, objects) = (town.hired("laoshan", "leader"), MemoryObjects::new());
        town.handled_by_gardeners();
        town.handled_by_gardeners();
        let asked = november(town, &leader, 60).unwrap();
        let again = november(town, &leader, 61).unwrap();
        assert_eq!(again.no, asked.no, "asked twice, it is one");
        let handler = november(town, &town.gardeners, 62);
        assert_eq!(handler.unwrap_err().code(), "not_found");
        assert_eq!(makes(town, &objects, 63).len(), 2);
        let none = town.does(&Actor::System, 64, extracts::next).unwrap();
        assert!(none.is_none());
        assert_eq!(town.inbox(&leader), ["您要的明细做好了"]);
        let no = asked.no.clone();
        let held = town.does(&leader, 65, move |work| extracts::by_no(work, &no)).unwrap();
        assert_eq!((held.state, held.rows), (State::Made, 2));
        let file = held.file.unwrap();
        let sees = |who: &Actor| town.does(who, 66, move |work| rooms::file(work, file, &[]));
        let (file, name) = sees(&leader).unwrap();
        assert_eq!(name.as_deref(), Some("崂山区 2026年11月 受理明细.xlsx"));
        assert!(file.object(Part::Full).is_some());
        assert_eq!(sees(&town.reviewer).unwrap_err().code(), "not_found");
        assert_eq!(sees(&town.person("zhonghan", "head")).unwrap_err().code(), "not_found");
        assert!(town.verifies());
    });
}

#[test]
fn its_workbook_is_destroyed_by_who_asked_or_after_its_days() {
    in_town(|town| {
        let (leader, objects) = (town.hired("laoshan", "leader"), MemoryObjects::new());
        town.handled_by_gardeners();
        let first = november(town, &leader, 60).unwrap();
        let early = town
            .does(&leader, 61, move |work| extracts::throw_away(work, &first.no, first.version));
        assert_eq!(early.unwrap_err().code(), "no_file");
        makes(town, &objects, 62);
        let made = town.does(&leader, 63, |work| Ok(extracts::own(work, 9)?.remove(0))).unwrap();
        let other = town.person("zhonghan", "head");
        let (no, seen) = (made.no.clone(), made.version);
        let thrown = move |work: &mut Work<'_, '_>| extracts::throw_away(work, &no, seen);
        assert_eq!(town.does(&other, 64, thrown.clone()).unwrap_err().code(), "not_found");
        let gone = town.does(&leader, 65, thrown).unwrap();
        assert_eq!((gone.state, gone.file), (State::Dropped, None));
        november(town, &leader, 70).unwrap();
        makes(town, &objects, 71);
        let drop_on =
            |day: i64| town.does(&Actor::System, day * 24 * 60 + 72, extracts::drop_old).unwrap();
        assert_eq!([drop_on(29), drop_on(30), drop_on(31)], [0, 1, 0]);
        assert!(town.verifies());
    });
}

#[test]
fn who_lost_his_post_meanwhile_gets_nothing_and_too_many_wait() {
    in_town(|town| {
        let leader = town.hired("laoshan", "leader");
        town.handled_by_gardeners();
        let asked = |day: i64| {
            town.does(&leader, 60 + day, move |work| {
                let first = nine_o_clock().plus_millis(-day * 86_400_000).day();
                let span = Period::of(Every::Day, first).span();
                let (name, scope) = (format!("第 {day} 天"), Scope::District);
                extracts::ask(work, &Ask { scope, span, list: None, name })
            })
        };
        let first = asked(1).unwrap();
        asked(2).unwrap();
        asked(3).unwrap();
        assert_eq!(asked(4).unwrap_err().code(), "extracts_wait");
        let id = first.id;
        let failed = move |work: &mut Work<'_, '_>| {
            extracts::fail(work, id, "您现在不能看这个范围的诉求了。")
        };
        town.does(&Actor::System, 70, failed).unwrap();
        assert_eq!(town.inbox(&leader), ["您要的明细没有做成"]);
        assert!(asked(4).is_ok(), "one place is free again");
        assert!(town.verifies());
    });
}
