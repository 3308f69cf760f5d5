use postgres::{Client, NoTls};
use xianban_testkit::postgres::Cluster;

fn connect(cluster: &Cluster, database: &str) -> Result<Client, postgres::Error> {
    Client::connect(&cluster.url(database), NoTls)
}

#[test]
fn a_database_starts_as_the_template_and_is_its_own() {
    let cluster = Cluster::start();
    let migrate = |url: &str| {
        let mut client = Client::connect(url, NoTls).unwrap();
        client.batch_execute("create table word (said text)").unwrap();
    };
    let (first, second) = (cluster.database("words", migrate), cluster.database("words", migrate));
    connect(&cluster, &first).unwrap().execute("insert into word values ('好')", &[]).unwrap();
    let words = connect(&cluster, &second).unwrap().query("select said from word", &[]).unwrap();
    assert!(words.is_empty());
    cluster.drop_database(&first);
    assert!(connect(&cluster, &first).is_err());
}

#[test]
fn a_database_goes_away_and_comes_back_with_its_data() {
    let cluster = Cluster::start();
    let name = cluster.empty_database();
    let mut client = connect(&cluster, &name).unwrap();
    client.batch_execute("create table word (said text); insert into word values ('好')").unwrap();

    cluster.goes_away();
    assert!(client.query("select said from word", &[]).is_err());
    assert!(connect(&cluster, &name).is_err());

    cluster.comes_back();
    let words = connect(&cluster, &name).unwrap().query("select said from word", &[]).unwrap();
    assert_eq!(words[0].get::<_, String>(0), "好");
}
