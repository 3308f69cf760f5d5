use axum::http::StatusCode;

use super::in_the_house;

const EDITOR: &[(&str, &str)] = &[("platform", "dispatcher")];

#[test]
fn an_editor_rewrites_a_page_and_residents_read_it() {
    in_the_house(|house| {
        house.guest().get("/party").says(&["找得到人"]).hides(&["更新于"]);
        let mut editor = house.staff("sun.dispatch", EDITOR);
        editor.get("/c").holds(&["/c/content/party"]);
        let form = editor.get("/c/content/party");
        form.holds(&["找得到人", "随程序"]);
        let words = "今年办了 **三件** 实事。\n\n## 支部\n- 一支部 [电话](tel:0532-88880000)";
        let look = [("text", words), ("seen", "0"), ("look", "1")];
        editor.send("/c/content/party", &look).holds(&["预览", "<strong>三件</strong>"]);
        house.guest().get("/party").hides(&["三件"]);
        assert_eq!(
            editor.send("/c/content/party", &[("text", words), ("seen", "0")]).to,
            "/c/content/party"
        );
        let page = house.guest().get("/party");
        page.holds(&["<strong>三件</strong>", "<h2>支部</h2>", "更新于", "tel:0532-88880000"]);
        editor.get("/c/content/party?from=0").holds(&["找得到人"]);
        editor.get("/c/content/party").says(&["sun.dispatch"]);
        assert_eq!(house.guest().json("/party").json()["text"], words);
    });
}

#[test]
fn the_board_is_found_from_the_first_page_and_the_window() {
    in_the_house(|house| {
        for page in ["/", "/window"] {
            house.guest().get(page).says(&["href=\"/board\""]);
        }
        house.guest().get("/party").says(&[]).hides(&["href=\"/board\""]);
    });
}

#[test]
fn the_second_of_two_editors_keeps_his_words() {
    in_the_house(|house| {
        let mut first = house.staff("sun.dispatch", EDITOR);
        let mut second = house.staff("zhou.dispatch", EDITOR);
        first.get("/c/content/window");
        second.get("/c/content/window");
        first.send("/c/content/window", &[("text", "先写的"), ("seen", "0")]);
        let late = second.send("/c/content/window", &[("text", "后写的"), ("seen", "0")]);
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.holds(&["别人刚刚改过", "后写的"]);
        house.guest().get("/window").says(&["先写的"]);
        let empty = second.send("/c/content/window", &[("text", " "), ("seen", "1")]);
        empty.holds(&["不能是空的"]);
    });
}

#[test]
fn html_of_an_editor_s_own_stays_words_and_strangers_find_no_editor() {
    in_the_house(|house| {
        let mut editor = house.staff("sun.dispatch", EDITOR);
        editor.get("/c/content/party");
        let words = "<script>alert(1)</script> <img src=x onerror=alert(1)> [点](javascript:x)";
        editor.send("/c/content/party", &[("text", words), ("seen", "0")]);
        let page = house.guest().get("/party");
        page.hides(&["<script>alert", "<img src=x", "javascript:x\""]).holds(&["&lt;script&gt;"]);

        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        assert_eq!(clerk.get("/c/content/party").status, StatusCode::NOT_FOUND);
        let refused = clerk.send("/c/content/party", &[("text", "x"), ("seen", "1")]);
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(editor.get("/c/content/other").status, StatusCode::NOT_FOUND);
    });
}
