use xianban_domain::consultation::{self, Standing};
use xianban_domain::rooms;
use xianban_kernel::{Actor, Problem};
use xianban_store::params;

use super::{PHONE, in_room};

#[test]
fn a_secretary_calls_people_together_over_an_appeal() {
    in_room(|room| {
        let held = room.called();
        assert_eq!(held.standing, Standing::Called);
        assert!(held.no.starts_with("YS"), "{}", held.no);
        let appeal = *held.about.first().unwrap();
        let over = room
            .town
            .does(&room.secretary, 20, move |work| consultation::held_over(work, appeal, 5));
        assert_eq!(over.unwrap().len(), 1);
    });
}

/// A grid worker attaches what he may read, and nothing else.
#[test]
fn an_appeal_that_the_caller_does_not_see_is_not_attached() {
    in_room(|room| {
        let Err(Problem::Faults(faults)) = room.calls(&room.worker, |_| {}) else {
            panic!("the appeal is not with the grid")
        };
        assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), ["appeals"]);
    });
}

#[test]
fn strangers_and_neighbours_see_nothing() {
    in_room(|room| {
        let no = room.called().no;
        for actor in [room.town.gardeners.clone(), room.town.resident.clone()] {
            let no = no.clone();
            let opened = room.town.does(&actor, 20, move |work| consultation::by_no(work, &no));
            assert_eq!(opened.unwrap_err(), Problem::NotFound);
        }
        let entered = room.town.does(&Actor::Guest, 20, move |work| {
            consultation::enter(work, &no, Some("2222 3333")).map(|_| ())
        });
        assert_eq!(entered.unwrap_err(), Problem::NotFound);
    });
}

#[test]
fn what_is_missing_is_said_all_at_once() {
    in_room(|room| {
        let empty = |form: &mut consultation::Call| *form = consultation::Call::default();
        let Err(Problem::Faults(faults)) = room.calls(&room.secretary, empty) else {
            panic!("an empty form is no call")
        };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["title", "agenda", "time", "place", "invited", "appeals"]);
        let past = |form: &mut consultation::Call| {
            form.time = form.time.map(|time| time.plus_hours(-24));
        };
        assert!(matches!(room.calls(&room.secretary, past), Err(Problem::Faults(_))));
    });
}

/// The message holds number, time and the reader's own code, none of the words and no name.
#[test]
fn who_has_a_phone_is_invited_by_a_message_that_opens_his_page() {
    in_room(|room| {
        let no = room.called().no;
        let sent = room.town.does(&Actor::System, 15, |work| {
            let sql = "select payload from outbox where district = $1 and kind = 'notice'";
            let rows = work.tx.rows(sql, params![work.office.district])?;
            let mut sent = Vec::new();
            for row in &rows {
                let payload: String = row.get("payload")?;
                sent.extend(rooms::outgoing(work, &payload, "https://x")?);
            }
            Ok(sent)
        });
        let sent = sent.unwrap();
        let sent: Vec<_> = sent.iter().filter(|one| one.about.no == no).collect();
        let [sms] = &sent[..] else { panic!("one has a phone") };
        assert_eq!(sms.to.reveal(), PHONE);
        let code = room.code(&no, 1);
        assert!(sms.text.contains(&code) && sms.text.contains(&no), "{}", sms.text);
        let link = format!("https://x/consultations/{no}?code={}", code.replace(' ', ""));
        assert!(sms.text.contains(&link), "{}", sms.text);
        assert!(!sms.text.contains("绿地") && !sms.text.contains('王'), "{}", sms.text);
    });
}
