use xianban_domain::appeals::NoticeKind;
use xianban_domain::appeals::{self, Contact, PlaceGiven, Submit};
use xianban_domain::dossier::Dossier;
use xianban_domain::identity;
use xianban_domain::rules::AppealKind;
use xianban_kernel::{DossierId, UnitId};
use xianban_store::params;
use xianban_testkit::in_the_demo;
use xianban_testkit::office::{demo_office, doing, nine_o_clock};

use xianban_gateways::sms::SmsReceipt;

use super::*;

const PHONE: &str = "13812346621";

/// A town whose courier carries to a gateway that remembers.
struct Post {
    courier: Courier,
    gateway: Arc<FakeSms>,
    no: String,
}

/// An appeal of this number.
fn about(no: &str) -> Dossier {
    Dossier {
        district: 370_212,
        id: DossierId::new(1),
        kind: "appeal".to_owned(),
        no: no.to_owned(),
        title: None,
        words: None,
        place: None,
        where_said: None,
        unit: UnitId::new(1),
        sort: String::new(),
        list: None,
        begun_at: Moment::EPOCH,
    }
}

/// One resident with a phone has filed one appeal.
fn in_a_town_with_a_filing(story: impl Fn(&Post)) {
    in_the_demo(|db| {
        let office = demo_office(db);
        let gateway = Arc::new(FakeSms::new());
        let (sms, templates) = (gateway.clone(), Templates::default());
        let pace = Arc::new(Pace::of(Rate::default()));
        let site = "https://x.example".to_owned();
        let courier = Courier { office, sms, templates, pace, site };
        let phone: PhoneNumber = PHONE.parse().unwrap();
        let person =
            courier.does(&Actor::System, move |work| identity::record_person(work, &phone, None));
        let no = courier
            .does(&Actor::Resident(person), |work| Ok(appeals::submit(work, &filing())?.appeal.no));
        story(&Post { courier, gateway, no });
    });
}

fn filing() -> Submit {
    Submit {
        kind: AppealKind::Livelihood,
        title: String::new(),
        text: "楼道灯不亮，老人晚上不敢下楼。".to_owned(),
        place: PlaceGiven::Unknown,
        tile: None,
        contact: Contact::default(),
        public: false,
    }
}

impl Courier {
    fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> T {
        let (office, cx) = (self.office.clone(), doing(actor, 0));
        let job = move |tx: &mut Tx<'_>| verb(&mut Work::new(tx, &cx, &office));
        self.office.db.write_blocking(Seed::fresh(), job).unwrap()
    }
}

impl Post {
    fn goes_at(&self, minutes: i64) {
        let at = nine_o_clock().plus_millis(minutes * 60_000);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(self.courier.send_notices(at)).unwrap();
    }

    fn query_code(&self) -> String {
        let no = self.no.clone();
        let code = self.courier.does(&Actor::System, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            Ok(appeals::own_query_code(work, &appeal))
        });
        code.unwrap().to_string()
    }

    fn said(&self) -> Vec<String> {
        self.gateway.sent().iter().map(|sent| sent.text.said().to_owned()).collect()
    }

    /// Letters that wait, and letters that still hold something.
    fn letters(&self) -> (i64, i64) {
        self.courier.does(&Actor::System, |work| {
            let row = work.tx.row(
                "select count(*) - count(done_at) as waiting,
                   count(case when payload <> '' then 1 end) as full_ones from outbox",
                params![],
            )?;
            let row = row.ok_or(Problem::NotFound)?;
            Ok((row.get("waiting")?, row.get("full_ones")?))
        })
    }

    fn calls_tried(&self) -> Option<i64> {
        let no = self.no.clone();
        let appeal = self.courier.does(&Actor::System, move |work| appeals::by_no(work, &no));
        appeal.call.map(|call| call.tries)
    }
}

/// A gateway that takes its time for everything but a code.
struct Slow(Arc<FakeSms>);

impl Sms for Slow {
    fn send(&self, to: &PhoneNumber, text: &SmsText, key: &str) -> Result<SmsReceipt, SmsError> {
        if !text.said().contains("验证码") {
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        self.0.send(to, text, key)
    }
}

#[test]
fn a_code_overtakes_all_the_news_that_wait_and_one_round_sends_them_all() {
    in_a_town_with_a_filing(|post| {
        let no = post.no.clone();
        post.courier.does(&Actor::System, move |work| {
            let dossier = appeals::by_no(work, &no)?.id;
            let (reader, district) = (format!("appeal-{dossier}"), work.tx.district());
            for n in 0..60 {
                let key = format!("news-{reader}-{n}");
                let first = "select payload from outbox where district = $1 and kind = 'notice'";
                let row = work.tx.row(first, params![district])?.ok_or(Problem::NotFound)?;
                let payload: String = row.get("payload")?;
                xianban_store::post(work.tx, district, "notice", &key, &payload, work.cx.at)?;
            }
            let phone: PhoneNumber = "13900001111".parse().unwrap();
            identity::request_code(work, &phone, CodeFor::Login).map(drop)
        });
        let slow = Courier { sms: Arc::new(Slow(post.gateway.clone())), ..post.courier.clone() };
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.unwrap().block_on(async {
            let at = nine_o_clock();
            let (news, codes) = (slow.clone(), slow);
            let news = tokio::spawn(async move { news.send_notices(at).await });
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            codes.send_codes(at).await.unwrap();
            news.await.unwrap().unwrap();
        });
        let said = post.said();
        assert_eq!(said.len(), 62);
        let code = said.iter().position(|said| said.contains("验证码")).unwrap();
        assert!(code < 40, "the code came as number {code}");
    });
}

#[test]
fn nothing_is_written_for_somebody_whom_no_message_reaches() {
    in_a_town_with_a_filing(|post| {
        let before = post.letters();
        post.courier.does(&Actor::System, |work| {
            Ok(work.tx.execute("update person set phone_sealed = null", params![])?)
        });
        let person = post.courier.does(&Actor::System, |work| {
            let row = work.tx.row("select id from person", params![])?.ok_or(Problem::NotFound)?;
            Ok::<i64, Problem>(row.get("id")?)
        });
        let person = xianban_kernel::PersonId::new(person);
        post.courier
            .does(&Actor::Resident(person), |work| appeals::submit(work, &filing()).map(drop));
        assert_eq!(post.letters(), before);
    });
}

#[test]
fn a_notice_goes_out_once_and_says_nothing_but_the_number() {
    in_a_town_with_a_filing(|post| {
        post.goes_at(0);
        post.goes_at(5);
        let said = post.said();
        assert_eq!(said.len(), 1);
        assert!(said[0].contains(&post.no), "{said:?}");
        assert!(!said[0].contains('灯') && !said[0].contains(PHONE), "{said:?}");
        assert_eq!(post.letters(), (0, 0));
    });
}

#[test]
fn who_filed_reads_number_query_code_and_where_it_is() {
    in_a_town_with_a_filing(|post| {
        post.goes_at(0);
        let (no, code) = (&post.no, post.query_code());
        let said = format!(
            "您的诉求 {no}：已提交，查询码 {code}，11月24日 09:00 前接单。\
             打开看：https://x.example/appeals/{no}"
        );
        assert_eq!(post.said(), [said]);
    });
}

#[test]
fn the_provider_gets_the_template_that_says_most() {
    let named = |name: &str| name.to_owned();
    let few = Templates { login: named("L"), notice: named("N"), ..Templates::default() };
    let news = Templates { news: named("W"), ..few.clone() };
    let all = Templates { matter: named("M"), filed: named("F"), ..news.clone() };
    let released = Outgoing {
        to: PHONE.parse().unwrap(),
        about: about("LS1"),
        kind: NoticeKind::Released.code().to_owned(),
        what: named("已经答复"),
        code: None,
        text: String::new(),
    };
    let filed = Outgoing { code: Some(named("7Q4M9K")), ..released.clone() };
    let sent = |templates: &Templates, notice: &Outgoing| {
        let text = templates.of_notice(notice);
        let values: Vec<_> = text.params().iter().map(|(n, v)| format!("{n}={v}")).collect();
        format!("{} {}", text.template(), values.join(" "))
    };
    assert_eq!(sent(&few, &filed), "N no=LS1");
    assert_eq!(sent(&news, &filed), "W no=LS1 what=已经答复");
    assert_eq!(sent(&all, &filed), "F no=LS1 code=7Q4M9K");
    assert_eq!(sent(&all, &released), "W no=LS1 what=已经答复");
    let code = |what| CodeSms {
        to: PHONE.parse().unwrap(),
        text: String::new(),
        code: named("012345"),
        what,
    };
    let by = |templates: &Templates, what| templates.of_code(&code(what)).template().to_owned();
    assert_eq!([by(&few, CodeFor::Matter), by(&all, CodeFor::Matter)], ["L", "M"]);
    assert_eq!(by(&all, CodeFor::Login), "L");
}

#[test]
fn while_the_gateway_is_down_a_letter_waits_longer_and_longer() {
    in_a_town_with_a_filing(|post| {
        post.gateway.fail_with(Some(SmsError::Unavailable { logged: "down".into() }));
        post.goes_at(0);
        assert_eq!((post.letters(), post.calls_tried()), ((1, 1), None));
        post.gateway.fail_with(None);
        post.goes_at(0);
        assert_eq!(post.said().len(), 0, "not before its time");
        post.goes_at(1);
        assert_eq!((post.said().len(), post.letters()), (1, (0, 0)));
    });
}

#[test]
fn a_letter_given_up_is_emptied_and_somebody_owes_a_call() {
    in_a_town_with_a_filing(|post| {
        post.gateway.fail_with(Some(SmsError::Unavailable { logged: "down".into() }));
        for hours in 0..TRIES {
            assert_eq!(post.calls_tried(), None, "after {hours} tries");
            post.goes_at(hours * 60);
        }
        assert_eq!((post.letters(), post.calls_tried()), ((0, 0), Some(0)));
        post.goes_at(24 * 60);
        assert_eq!(post.said().len(), 0);
    });
}

#[test]
fn a_number_that_is_refused_is_not_tried_twice() {
    in_a_town_with_a_filing(|post| {
        post.gateway.fail_with(Some(SmsError::NumberRefused { logged: "空号".into() }));
        post.goes_at(0);
        assert_eq!((post.letters(), post.calls_tried()), ((0, 0), Some(0)));
    });
}

#[test]
fn what_was_read_here_needs_no_message() {
    in_a_town_with_a_filing(|post| {
        post.courier.does(&Actor::System, |work| {
            let at = work.cx.at;
            Ok(work.tx.execute("update notice set read_at = $1", params![at])?)
        });
        post.goes_at(0);
        assert_eq!((post.said().len(), post.letters(), post.calls_tried()), (0, (0, 0), None));
    });
}
