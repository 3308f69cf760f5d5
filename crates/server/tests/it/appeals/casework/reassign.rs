use xianban_domain::appeals;

use super::super::in_town;

#[test]
fn an_order_is_reassigned_by_the_duty_list_and_given_to_a_colleague() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let party = town.unit("zh_party");
        let refused = town.moves(&secretary, 50, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", ""))
        });
        assert_eq!(refused.unwrap_err().code(), "duty_list");
        let moved = town.moves(&secretary, 51, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", "街道会上定的"))
        });
        assert_eq!(moved.unwrap().lead().map(|lead| lead.unit.unit), Some(party));
        let head = town.person("zh_party", "head");
        let worker = town.hired("zh_party", "handler").staff().unwrap().id;
        let stranger = town.gardeners.staff().unwrap().id;
        let assign = |minutes, person| {
            town.moves(&head, minutes, &no, move |work, no, seen| {
                appeals::assign(work, no, seen, 2, Some(person))
            })
        };
        assert_eq!(assign(52, stranger).unwrap_err().code(), "faults");
        let named = assign(53, worker).unwrap();
        let set = town.office.rules_of(named.rules).unwrap();
        let owed = appeals::duties(&named, &set);
        assert!(owed.iter().all(|duty| duty.person == Some(worker)), "{owed:?}");
        assert!(town.verifies());
    });
}
