use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;
use xianban_domain::identity::{
    Attempt, Lockout, NewSession, find_service, log_in_staff, login_target,
};
use xianban_domain::keys::{FileKeys, Keys};
use xianban_domain::office::{Office, Work};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::RuleBook;
use xianban_kernel::{Actor, Clock, Context, Problem, Seed};
use xianban_store::{Db, SqliteOptions};
use xianban_testkit::office::LAOSHAN;

use super::commands::{demo_runs_once, said_by, says, xianban};

fn does<T: Send + 'static>(
    data: &Path,
    verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
) -> T {
    let db = Db::sqlite(&data.join("xianban.db"), SqliteOptions::default()).unwrap();
    let db = db.of_district(LAOSHAN);
    let keys = Keys::from_provider(&FileKeys::open(data).unwrap()).unwrap();
    let book = db.read_blocking(|tx| RuleBook::load(tx, LAOSHAN)).unwrap();
    let office = Office::new(&db, keys, LAOSHAN, book, vocabulary());
    let cx = Context::new(Actor::Guest, Clock::machine().now(), Seed::fresh());
    let done = db.write_blocking(cx.seed, move |tx| verb(&mut Work::new(tx, &cx, &office)));
    done.unwrap()
}

/// Whether somebody gets in; what is said when not.
pub(super) fn logs_in(
    data: &Path,
    username: &'static str,
    password: &str,
) -> Result<NewSession, String> {
    let target = does(data, move |work| login_target(work, username));
    let checked = target.check(password).unwrap();
    let tried = does(data, move |work| log_in_staff(work, &checked, Lockout::USUAL, "test"));
    match tried {
        Attempt::Passed(entered) => Ok(entered.session().expect("no code is asked for")),
        Attempt::Failed(problem) => Err(problem.code().to_owned()),
    }
}

/// What stands behind the words "shown this once".
fn shown_once(said: &str) -> String {
    said.lines().find_map(|line| line.split_once("shown this once: ")).unwrap().1.to_owned()
}

#[test]
fn an_account_is_made_given_a_post_and_closed() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let user = |words: &[&str]| says(data.path(), &[&["user"], words].concat());
    let (fine, said) = user(&["add", "zhang.wei", "--name", "张伟（演示）"]);
    assert!(fine, "{said}");
    let password = shown_once(&said);
    assert_eq!(logs_in(data.path(), "zhang.wei", &password).err().unwrap(), "no_post");
    let (fine, said) = user(&["give", "zhang.wei", "cgss", "clerk"]);
    assert!(fine, "{said}");
    assert!(logs_in(data.path(), "zhang.wei", &password).unwrap().must_change);
    let (_, listed) = user(&["list"]);
    let line = listed.lines().find(|line| line.starts_with("zhang.wei")).unwrap();
    assert!(line.contains("张伟（演示）  clerk at cgss  (must change password)"), "{line}");
    assert!(user(&["take", "zhang.wei", "cgss", "clerk"]).0);
    assert_eq!(logs_in(data.path(), "zhang.wei", &password).err().unwrap(), "no_post");
    assert!(user(&["disable", "zhang.wei"]).0);
    assert!(user(&["list"]).1.contains("no post  (disabled since"));
    assert!(user(&["enable", "zhang.wei"]).0 && user(&["give", "zhang.wei", "cgss", "clerk"]).0);
    assert!(logs_in(data.path(), "zhang.wei", &password).is_ok());
}

#[test]
fn a_forgotten_password_is_set_anew_and_a_lock_is_lifted() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let mut command = xianban(data.path(), &["user", "reset", "clerk", "--password-stdin"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut reset = command.spawn().unwrap();
    reset.stdin.take().unwrap().write_all("月亮走我也走-2026\n".as_bytes()).unwrap();
    let said = reset.wait_with_output().unwrap();
    assert!(said.status.success() && !String::from_utf8_lossy(&said.stdout).contains("月亮"));
    assert!(logs_in(data.path(), "clerk", "月亮走我也走-2026").is_ok());
    for _ in 0..5 {
        assert!(logs_in(data.path(), "clerk", "wrong").is_err());
    }
    assert!(logs_in(data.path(), "clerk", "月亮走我也走-2026").is_err());
    assert!(says(data.path(), &["user", "list"]).1.contains("(locked until"));
    assert!(says(data.path(), &["user", "unlock", "clerk"]).0);
    assert!(logs_in(data.path(), "clerk", "月亮走我也走-2026").is_ok());
}

#[test]
fn a_token_is_shown_once_and_closed_by_its_number() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let token = |words: &[&str]| says(data.path(), &[&["user", "token"], words].concat());
    let (fine, said) = token(&["add", "城管热线", "--scope", "submit,read_case", "--unit", "cgss"]);
    assert!(fine, "{said}");
    let secret = shown_once(&said);
    let known = || {
        let secret = secret.clone();
        does(data.path(), move |work| find_service(work, &secret)).is_some()
    };
    let (_, listed) = token(&["list"]);
    let line = listed.lines().find(|line| line.contains("城管热线")).unwrap();
    assert!(line.contains("may submit, read_case  (in use)") && !listed.contains(&secret));
    assert!(known());
    let id = line.split_whitespace().next().unwrap();
    assert!(token(&["revoke", id]).0 && !known());
    let (fine, said) = token(&["revoke", id]);
    assert!(!fine && said.starts_with("xianban: there is no account"), "{said}");
}

#[test]
fn what_does_not_fit_is_told_in_one_line() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    for (words, told) in [
        (&["reset", "nobody"][..], "there is no account nobody"),
        (&["give", "clerk", "nowhere", "clerk"], "there is no unit nowhere"),
        (&["give", "clerk", "cgss", "astronaut"], "there is no role astronaut"),
        (&["give", "clerk", "cgss", "reviewer"], "there is no role reviewer at a unit such as"),
        (&["take", "clerk", "cgss", "secretary"], "there is no post secretary at cgss of clerk"),
        (&["add", "clerk", "--name", "重名"], "这个用户名已经有人用了"),
        (&["token", "add", "x", "--scope", "release"], "a token may hold submit"),
    ] {
        let (fine, said) = said_by(xianban(data.path(), &[&["user"], words].concat()));
        assert!(!fine && said.contains(told) && said.lines().count() == 1, "{words:?}: {said}");
    }
}
