use xianban_domain::whistle;
use xianban_kernel::Moment;

use super::on_the_street;

#[test]
fn both_sides_stand_on_one_sheet_and_persons_do_not() {
    on_the_street(|town, people| {
        let (held, _) = town.blows(people);
        town.reports(people, &held.no);
        town.on_whistle(&town.clerk, 210, &held.no, |work, no, seen| {
            whistle::close(work, no, seen, (&[1], "城管的部分解决了。"))
        })
        .unwrap();
        town.on_whistle(&people.street, 220, &held.no, |work, no, seen| {
            whistle::judge(work, no, seen, (true, "该吹。"))
        })
        .unwrap();
        let until = held.begun_at.plus_millis(86_400_000);
        let sheet =
            town.does(&people.street, 230, move |work| whistle::sheet(work, Moment::EPOCH, until));
        let sheet = sheet.unwrap();
        assert_eq!((sheet.whistles, sheet.excused), (1, 0));
        let of = |code: &'static str| {
            let id = town.unit(code);
            sheet.units.iter().find(|(unit, _)| *unit == id).unwrap().1.clone()
        };
        let (community, city, company) = (of("cgss"), of("zh_city"), of("haiyue"));
        assert_eq!((community.blown, community.judged, community.rightly), (1, 1, 1));
        assert_eq!((city.called, city.responded, city.arrivals, city.in_time), (1, 1, 1, 1));
        assert_eq!((city.closed, city.solved), (1, 1));
        assert_eq!((company.closed, company.solved), (1, 0));
    });
}
