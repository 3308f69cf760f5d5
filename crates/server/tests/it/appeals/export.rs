//! The exported trail, checked by a stranger: `holds` was written from
//! docs/trail-export.md alone and uses none of the trail's code.

use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::Value;
use sm3::{Digest, Sm3};
use xianban_domain::appeals::{self, PlaceGiven};
use xianban_domain::dossier;
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::{Engine, Ground};

use super::{Town, greens, in_town};

fn sm3(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().fold(Sm3::new(), Digest::chain_update).finalize().to_vec()
}

fn number(of: &Value, name: &str) -> Option<[u8; 8]> {
    Some(of.get(name)?.as_i64()?.to_be_bytes())
}

fn text<'a>(of: &'a Value, name: &str) -> Option<&'a [u8]> {
    Some(of.get(name)?.as_str()?.as_bytes())
}

fn hash(of: &Value, name: &str) -> Option<Vec<u8>> {
    let hexadecimal = of.get(name)?.as_str()?;
    let bytes = hex::decode(hexadecimal).ok()?;
    (bytes.len() == 32 && hex::encode(&bytes) == hexadecimal).then_some(bytes)
}

/// Whether the file holds, by the four rules; the last hash must be the one published outside.
fn holds(file: &[u8], published: &[u8]) -> Option<bool> {
    let file: Value = serde_json::from_slice(file).ok()?;
    let (district, appeal) = (number(&file, "district")?, number(&file, "dossier")?);
    let mut sound = file.get("format")? == "xianban.dossier.2";
    let seals = file.get("seals")?.as_array()?;
    let mut before: Option<(i64, Vec<u8>)> = None;
    for seal in seals {
        let n = seal.get("n")?.as_i64()?;
        let (at, root, prev) = (number(seal, "at")?, hash(seal, "root")?, hash(seal, "prev")?);
        let made = sm3(&[&district, &n.to_be_bytes(), &at, &root, &prev]);
        sound &= before.is_none_or(|(last, hash)| n == last + 1 && prev == hash);
        sound &= made == hash(seal, "hash")?;
        let text = [b"xianban.seal.1".as_slice(), &made].concat();
        let written = seal.get("signature")?.as_str()?;
        let signature = hex::decode(written).ok()?;
        sound &= hex::encode(&signature) == written;
        let key = UnparsedPublicKey::new(&ED25519, hash(&file, "key")?);
        sound &= key.verify(&text, &signature).is_ok();
        before = Some((n, made));
    }
    sound &= before.is_none_or(|(_, hash)| hash == published);
    let (mut prev, mut first) = (vec![0; 32], None);
    for (seq, event) in (1..).zip(file.get("events")?.as_array()?) {
        let fields: [&[u8]; 9] = [
            &district,
            &appeal,
            &number(event, "seq")?,
            &number(event, "occurred_at")?,
            &number(event, "recorded_at")?,
            text(event, "actor")?,
            text(event, "kind")?,
            text(event, "payload")?,
            &hash(event, "prev")?,
        ];
        let mut bytes = vec![1];
        for field in fields {
            bytes.extend(u32::try_from(field.len()).ok()?.to_be_bytes());
            bytes.extend(field);
        }
        let made = sm3(&[&bytes]);
        sound &= event.get("seq")? == seq && hash(event, "prev")? == prev;
        sound &= made == hash(event, "hash")?;
        let under = event.get("seal")?;
        if !under.is_null() {
            let n = under.get("n")?;
            first = first.or(Some(n.as_i64()?));
            let seal = seals.iter().find(|seal| seal.get("n") == Some(n))?;
            sound &= root_from(&made, under.get("path")?)? == hash(seal, "root")?;
        }
        prev = made;
    }
    Some(sound && first == seals.first().and_then(|seal| seal.get("n")?.as_i64()))
}

fn root_from(leaf: &[u8], path: &Value) -> Option<Vec<u8>> {
    let mut so_far = sm3(&[&[0], leaf]);
    for step in path.as_array()? {
        let neighbour = hash(step, "hash")?;
        so_far = match step.get("side")?.as_str()? {
            "left" => sm3(&[&[1], &neighbour, &so_far]),
            "right" => sm3(&[&[1], &so_far, &neighbour]),
            _ => return None,
        };
    }
    Some(so_far)
}

/// Files three appeals and accepts one, over two seals; answers its file and the last seal's hash.
fn exported(town: &Town) -> (Vec<u8>, Vec<u8>) {
    let files = || town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
    let seals = || {
        town.does(&town.resident, 31, |work| {
            dossier::seal(work.tx, &work.office.keys, LAOSHAN, work.cx.at)
        })
        .unwrap()
        .unwrap()
    };
    let (_, ours, _) = (files(), files(), files());
    seals();
    town.accepts(&ours.no, ours.version).unwrap();
    let last = seals();
    let file = town.does(&town.clerk, 40, move |work| {
        let appeal = appeals::by_no(work, &ours.no)?;
        dossier::export(work.tx, &work.office.keys, LAOSHAN, appeal.id)?.to_json()
    });
    (file.unwrap().into_bytes(), last.hash.to_vec())
}

#[test]
fn a_stranger_can_check_an_exported_trail() {
    in_town(|town| {
        let (file, published) = exported(town);
        assert_eq!(holds(&file, &published), Some(true));
        let read: Value = serde_json::from_slice(&file).unwrap();
        assert_eq!(read.pointer("/events/1/seal/n"), Some(&Value::from(3)));
        assert_eq!(read.pointer("/seals/1/n"), Some(&Value::from(3)));
        assert_eq!(read.pointer("/events/0/seal/path/0").map(Value::is_object), Some(true));
    });
}

#[test]
fn one_changed_byte_anywhere_is_found() {
    let db = Engine::Sqlite.database(Ground::Demo);
    let (file, published) = exported(&Town::laid_on(&db));
    for place in 0..file.len() {
        for change in [1, 2, 0x20, 0x80] {
            let mut changed = file.clone();
            changed[place] ^= change;
            let around = String::from_utf8_lossy(&changed[place.saturating_sub(20)..]).to_string();
            assert_ne!(holds(&changed, &published), Some(true), "byte {place}: {around:.60}");
        }
    }
}

#[test]
fn what_no_seal_covers_yet_is_said_to_wait() {
    in_town(|town| {
        let id = town.files(greens(PlaceGiven::Unknown)).unwrap().appeal.id;
        let file = town.does(&town.clerk, 1, move |work| {
            dossier::export(work.tx, &work.office.keys, LAOSHAN, id)?.to_json()
        });
        let file = file.unwrap();
        assert!(file.contains("\"seal\":null") && file.ends_with("\"seals\":[]}"), "{file}");
        assert_eq!(holds(file.as_bytes(), &[]), Some(true));
    });
}
