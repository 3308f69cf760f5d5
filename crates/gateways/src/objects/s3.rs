use std::path::PathBuf;
use std::time::Duration;

use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Bucket, Credentials, Method, S3Action, UrlStyle};
use xianban_kernel::{Moment, Secret};

use super::asking::{Answer, Asker, Question};
use super::{ObjectName, Objects, ObjectsError};

/// The moment of the last put, milliseconds since 1970, among an object's metadata.
const AT: &str = "x-amz-meta-at";
/// How long a signed address is good: it is used at once.
const SIGNED_FOR: Duration = Duration::from_mins(5);
/// Keys of one answer, which no server makes more of.
const A_PAGE: usize = 1_000;

/// A bucket and who may use it.
#[derive(Clone, Debug)]
pub struct S3Account {
    /// Where the server is, with its scheme; plain `http` goes in plain text.
    pub endpoint: String,
    /// The bucket, which must be there.
    pub bucket: String,
    /// Its region, which is part of what is signed.
    pub region: String,
    /// Who asks.
    pub access_key_id: String,
    /// Proof of it.
    pub secret_access_key: Secret<String>,
    /// What stands before each key, such as `xianban/370212`; may be empty.
    pub prefix: String,
    /// Whether the bucket stands in the path and not before the host.
    pub path_style: bool,
    /// A PEM file with the authorities that are believed instead of this machine's.
    pub ca: Option<PathBuf>,
}

/// Files in a bucket: `prefix/ab/cd/abcd…`, in the order of their names.
///
/// The moment of the last put stands in the object's metadata, because the clock that tells it is
/// ours and not the server's. What some other program copied there has none: then the server's
/// Last-Modified holds. A put writes the whole object anew, so that nobody sees half of one, what was
/// spoilt is mended, and the same bytes are young again.
///
/// Between the look of [`Objects::delete_older`] and its deletion lies one way to the server: the same
/// bytes put by another node just then would go. Nothing in the protocol that all servers speak keeps
/// these apart; what keeps them apart is that no two uploads have the same bytes (each is sealed under
/// a key drawn for it) and that only one node sweeps. A bucket that keeps versions also keeps what was
/// erased: it must keep none.
pub struct S3Objects {
    bucket: Bucket,
    credentials: Credentials,
    prefix: String,
    asker: Asker,
}

impl S3Objects {
    /// The bucket of this account; nothing is asked yet.
    pub fn of(account: &S3Account) -> Result<Self, ObjectsError> {
        let S3Account { endpoint, bucket, region, .. } = account;
        let away =
            |why: String| ObjectsError::Away(format!("bucket {bucket} at {endpoint}: {why}"));
        let style = if account.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let address = endpoint.parse().map_err(|_| away("the endpoint is no address".into()))?;
        let asker = Asker::new(endpoint.starts_with("https:"), account.ca.as_deref());
        let asker = asker.map_err(away)?;
        let found = Bucket::new(address, style, bucket.clone(), region.clone());
        let bucket = found.map_err(|error| away(error.to_string()))?;
        let secret = account.secret_access_key.reveal().as_str();
        let credentials = Credentials::new(account.access_key_id.as_str(), secret);
        let prefix = match account.prefix.trim_matches('/') {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        Ok(Self { bucket, credentials, prefix, asker })
    }

    fn key(&self, name: &ObjectName) -> String {
        let name = name.to_string();
        let (outer, inner) =
            (name.get(..2).unwrap_or_default(), name.get(2..4).unwrap_or_default());
        format!("{}{outer}/{inner}/{name}", self.prefix)
    }

    /// Asks until there is an answer; what is no success is told with the key and the server's code.
    fn ask(
        &self,
        key: &str,
        action: impl Fn() -> (Method, String),
        (headers, body): (&[(&'static str, String)], Option<&[u8]>),
    ) -> Result<Option<Answer>, ObjectsError> {
        let signed = || {
            let (method, address) = action();
            Question { method, address, headers, body }
        };
        let what = || format!("{key} in bucket {} at {}", self.bucket.name(), self.host());
        let answer = self.asker.ask(signed);
        let answer = answer.map_err(|why| ObjectsError::Away(format!("{}: {why}", what())))?;
        let code = answer.code();
        match answer.status {
            200..=299 => Ok(Some(answer)),
            404 if matches!(code.as_str(), "" | "NoSuchKey" | "NotFound") => Ok(None),
            status if status == 507 || NO_ROOM.contains(&code.as_str()) => {
                let why = format!("{}: HTTP {status} {code}", what());
                Err(ObjectsError::Full(std::io::Error::other(why)))
            }
            status => Err(ObjectsError::Away(format!("{}: HTTP {status} {code}", what()))),
        }
    }

    fn host(&self) -> String {
        let url = self.bucket.base_url();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
    }

    fn fetch(&self, key: &str) -> Result<Option<Answer>, ObjectsError> {
        let get = || {
            let get = self.bucket.get_object(Some(&self.credentials), key);
            (Method::Get, get.sign(SIGNED_FOR).into())
        };
        self.ask(key, get, (&[], None))
    }

    fn look(&self, name: &ObjectName) -> Result<Option<Answer>, ObjectsError> {
        let key = self.key(name);
        let head = || {
            let head = self.bucket.head_object(Some(&self.credentials), &key);
            (Method::Head, head.sign(SIGNED_FOR).into())
        };
        self.ask(&key, head, (&[], None))
    }

    fn store(&self, key: &str, bytes: &[u8], at: Option<Moment>) -> Result<(), ObjectsError> {
        let headers: Vec<_> = at.map(|at| (AT, at.millis().to_string())).into_iter().collect();
        let put = || {
            let mut put = self.bucket.put_object(Some(&self.credentials), key);
            for (name, value) in &headers {
                put.headers_mut().insert(*name, value.clone());
            }
            (Method::Put, put.sign(SIGNED_FOR).into())
        };
        let kept = self.ask(key, put, (&headers, Some(bytes)))?;
        kept.map(drop).ok_or_else(|| {
            ObjectsError::Away(format!("{key} in bucket {}: not taken", self.bucket.name()))
        })
    }

    /// A page of keys behind `after`; whether more follow.
    fn page(&self, after: &str, limit: usize) -> Result<(Vec<String>, bool), ObjectsError> {
        let list = || {
            let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
            list.with_prefix(self.prefix.as_str());
            list.with_start_after(after);
            list.with_max_keys(limit.clamp(1, A_PAGE));
            (Method::Get, list.sign(SIGNED_FOR).into())
        };
        let unread = |why: &str| {
            let (bucket, host) = (self.bucket.name(), self.host());
            ObjectsError::Away(format!("the list of bucket {bucket} at {host}: {why}"))
        };
        let answer = self.ask("the list", list, (&[], None))?;
        let answer = answer.ok_or_else(|| unread("is not there"))?;
        let text = String::from_utf8(answer.body).map_err(|_| unread("cannot be read"))?;
        let list = ListObjectsV2::parse_response(&text);
        let list = list.map_err(|error| unread(&error.to_string()))?;
        let more = list.next_continuation_token.is_some();
        Ok((list.contents.into_iter().map(|object| object.key).collect(), more))
    }
}

/// What servers say when a quota is spent.
const NO_ROOM: [&str; 3] = ["QuotaExceeded", "XMinioAdminBucketQuotaExceeded", "XMinioStorageFull"];

/// The name that stands last in a key, if it is one of ours.
fn name_of(key: &str) -> Option<ObjectName> {
    key.rsplit('/').next()?.parse().ok()
}

/// When an object was last put.
fn put_at(answer: &Answer) -> Moment {
    let at = answer.header(AT).and_then(|at| at.parse().ok()).map(Moment::from_millis);
    at.or_else(|| {
        let modified = answer.header("last-modified")?;
        let modified = jiff::fmt::rfc2822::parse(modified).ok()?;
        Some(Moment::from_millis(modified.timestamp().as_millisecond()))
    })
    // Nobody says when: then it is never old.
    .unwrap_or(Moment::from_millis(i64::MAX))
}

impl Objects for S3Objects {
    fn put(&self, bytes: &[u8], at: Moment) -> Result<ObjectName, ObjectsError> {
        let name = ObjectName::of(bytes);
        self.store(&self.key(&name), bytes, Some(at))?;
        Ok(name)
    }

    fn kept(&self, name: &ObjectName) -> Result<(Vec<u8>, Moment), ObjectsError> {
        let answer = self.fetch(&self.key(name))?.ok_or(ObjectsError::Missing(*name))?;
        let at = put_at(&answer);
        if ObjectName::of(&answer.body) == *name {
            Ok((answer.body, at))
        } else {
            Err(ObjectsError::Changed(*name))
        }
    }

    fn exists(&self, name: &ObjectName) -> Result<bool, ObjectsError> {
        Ok(self.look(name)?.is_some())
    }

    fn delete(&self, name: &ObjectName) -> Result<(), ObjectsError> {
        let key = self.key(name);
        let delete = || {
            let delete = self.bucket.delete_object(Some(&self.credentials), &key);
            (Method::Delete, delete.sign(SIGNED_FOR).into())
        };
        self.ask(&key, delete, (&[], None)).map(drop)
    }

    fn delete_older(&self, name: &ObjectName, before: Moment) -> Result<bool, ObjectsError> {
        if self.look(name)?.is_some_and(|answer| put_at(&answer) >= before) {
            return Ok(false);
        }
        self.delete(name)?;
        Ok(true)
    }

    fn list(
        &self,
        after: Option<&ObjectName>,
        limit: usize,
    ) -> Result<Vec<ObjectName>, ObjectsError> {
        let mut after = after.map_or_else(|| self.prefix.clone(), |name| self.key(name));
        let mut found = Vec::new();
        while found.len() < limit {
            let (keys, more) = self.page(&after, limit - found.len())?;
            found.extend(keys.iter().filter_map(|key| name_of(key)));
            match keys.last() {
                Some(last) if more => after.clone_from(last),
                _ => break,
            }
        }
        Ok(found)
    }

    fn mark(&self, label: &str) -> Result<Option<String>, ObjectsError> {
        let answer = self.fetch(&format!("{}{label}", self.prefix))?;
        Ok(answer.map(|answer| String::from_utf8_lossy(&answer.body).trim().to_owned()))
    }

    fn set_mark(&self, label: &str, text: &str) -> Result<(), ObjectsError> {
        self.store(&format!("{}{label}", self.prefix), text.as_bytes(), None)
    }
}
