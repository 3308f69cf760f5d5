use xianban_domain::appeals;

use super::super::in_town;

#[test]
fn an_expert_answers_by_his_link_and_sees_no_identity() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.does(&town.clerk, 50, |work| appeals::add_expert(work, "园林专家甲", "绿化")).unwrap();
        let expert = town.does(&town.clerk, 51, appeals::experts).unwrap()[0].id;
        let opened = town
            .moves(&town.clerk, 60, &no, move |work, no, seen| {
                appeals::open_consult(work, no, seen, &[expert], "这种土能不能直接补种冬青？")
            })
            .unwrap();
        assert!(town.kinds(&opened).contains(&"consult"));
        let colleague = town.person("cgss", "secretary");
        let same = opened.clone();
        let seen = town.does(&colleague, 61, move |work| appeals::links(work, &same)).unwrap();
        assert!(seen.is_empty(), "only who sent them sees the links");
        let links = town.does(&town.clerk, 61, move |work| appeals::links(work, &opened)).unwrap();
        let word = links[0].1.rsplit('/').next().unwrap().to_owned();
        let guest = xianban_kernel::Actor::Guest;
        let (asked, wrong) = (no.clone(), "0".repeat(word.len()));
        let peep = town.does(&guest, 62, move |work| {
            appeals::session(work, &asked, (1, expert), &wrong).map(|(_, session)| session.question)
        });
        assert_eq!(peep.unwrap_err().code(), "not_found");
        for staff in [&town.clerk, &colleague] {
            let (asked, right) = (no.clone(), word.clone());
            let posing = town.does(staff, 62, move |work| {
                appeals::opine(work, &asked, (1, expert), &right, "专家说不用换土。")
            });
            assert_eq!(
                posing.unwrap_err().code(),
                "not_found",
                "nobody of the staff is the expert"
            );
        }
        let (asked, right) = (no.clone(), word.clone());
        let opine = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            appeals::opine(work, &asked, (1, expert), &right, "要先换土三十厘米。")
        };
        town.does(&guest, 63, opine.clone()).unwrap();
        assert_eq!(town.does(&guest, 64, opine).unwrap_err().code(), "opined_already");
        let ended = town.moves(&town.clerk, 65, &no, |work, no, seen| {
            appeals::end_consult(work, no, seen, "换土三十厘米后补种。")
        });
        assert!(ended.unwrap().casework.consults[0].ended);
        assert!(town.verifies());
    });
}
