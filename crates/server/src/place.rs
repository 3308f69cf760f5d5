//! Where photos and documents are kept, as the configuration says: a folder or a bucket.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use xianban_gateways::objects::{DiskObjects, Objects, ObjectsError, S3Account, S3Objects};
use xianban_kernel::{Moment, Secret};

use crate::configuration::Fault;
use crate::proof;

/// The variable that may hold the secret instead of a file.
const VARIABLE: &str = "XIANBAN_S3_SECRET";

/// What an interrupted put left behind is cleared after this long.
const LEFT_HOURS: i64 = 24;

/// The part `[files]` of the configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    folder: Option<PathBuf>,
    s3: Option<GivenBucket>,
    ca: Option<PathBuf>,
}

/// The part `[files.s3]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenBucket {
    endpoint: String,
    bucket: String,
    #[serde(default = "usual_region")]
    region: String,
    access_key_id: String,
    secret_access_key_file: Option<PathBuf>,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    path_style: bool,
}

fn usual_region() -> String {
    "us-east-1".to_owned()
}

/// Where files are.
#[derive(Clone, Debug)]
pub enum Place {
    /// The folder `files` in the data directory.
    Own(PathBuf),
    /// A folder elsewhere, which several nodes may share.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Box<S3Account>),
}

impl Given {
    /// With its secret, from the file or the variable.
    pub fn settle(self, data: &Path, secret: Option<&Secret<String>>) -> Result<Place, Fault> {
        let Self { folder, s3, ca } = self;
        match (folder, s3) {
            (Some(_), Some(_)) => Err(Fault::FilesSetting("folder or s3, not both")),
            (_, None) if ca.is_some() => Err(Fault::FilesSetting("ca is for s3 only")),
            (Some(folder), None) => Ok(Place::Folder(folder)),
            (None, None) => Ok(Place::Own(data.join("files"))),
            (None, Some(given)) => {
                let file = given.secret_access_key_file.as_deref();
                let of = ("[files] s3", "secret_access_key_file", file);
                let account = S3Account {
                    secret_access_key: proof::read(of, (VARIABLE, secret))?,
                    endpoint: given.endpoint,
                    bucket: given.bucket,
                    region: given.region,
                    access_key_id: given.access_key_id,
                    prefix: given.prefix,
                    path_style: given.path_style,
                    ca,
                };
                // What does not fit is told by `check-config` too.
                S3Objects::of(&account)?;
                Ok(Place::Bucket(Box::new(account)))
            }
        }
    }
}

impl Place {
    /// To be read from, as it is: nothing is made.
    pub fn as_it_is(&self) -> Result<Arc<dyn Objects>, ObjectsError> {
        Ok(match self {
            Self::Own(folder) | Self::Folder(folder) => Arc::new(DiskObjects::at(folder)),
            Self::Bucket(account) => Arc::new(S3Objects::of(account)?),
        })
    }

    /// To be written to; a folder is made when missing.
    pub fn open(&self, now: Moment) -> Result<Arc<dyn Objects>, ObjectsError> {
        match self {
            Self::Own(folder) | Self::Folder(folder) => {
                let objects = DiskObjects::open(folder)?;
                objects.clear_arriving(now.plus_hours(-LEFT_HOURS))?;
                Ok(Arc::new(objects))
            }
            Self::Bucket(_) => self.as_it_is(),
        }
    }
}

/// Without the secret.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(folder) | Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket(account) => {
                let S3Account { bucket, endpoint, .. } = &**account;
                write!(f, "bucket {bucket} at {endpoint}")?;
                match account.prefix.trim_matches('/') {
                    "" => Ok(()),
                    prefix => write!(f, " under {prefix}/"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str) -> Result<Place, Fault> {
        let secret = Secret::new("geheim".to_owned());
        toml::from_str::<Given>(text).unwrap().settle(Path::new("data"), Some(&secret))
    }

    const BUCKET: &str = "s3.endpoint = \"http://127.0.0.1:9\"\ns3.bucket = \"photos\"\n\
                          s3.access_key_id = \"id\"\ns3.prefix = \"/laoshan/\"\ns3.path_style = true\n";

    #[test]
    fn files_lie_in_the_data_directory_unless_told_otherwise() {
        assert_eq!(settled("").unwrap().to_string(), "data/files");
        assert_eq!(settled("folder = \"/mnt/files\"").unwrap().to_string(), "/mnt/files");
    }

    #[test]
    fn a_bucket_is_shown_without_its_secret() {
        let place = settled(BUCKET).unwrap();
        let shown = "bucket photos at http://127.0.0.1:9 under laoshan/";
        assert_eq!(place.to_string(), shown);
        assert!(!format!("{place:?}").contains("geheim"));
        let without = toml::from_str::<Given>(BUCKET).unwrap().settle(Path::new("data"), None);
        let told = without.unwrap_err().to_string();
        assert!(told.contains("secret_access_key_file") && told.contains(VARIABLE), "{told}");
    }

    #[test]
    fn what_does_not_go_together_or_is_no_address_is_refused() {
        for (text, why) in [
            (format!("folder = \"x\"\n{BUCKET}"), "not both"),
            ("ca = \"x.pem\"".to_owned(), "for s3 only"),
            (BUCKET.replace("http://127.0.0.1:9", "minio"), "no address"),
            (format!("ca = \"nowhere.pem\"\n{}", BUCKET.replace("http:", "https:")), "nowhere.pem"),
        ] {
            let told = settled(&text).unwrap_err().to_string();
            assert!(told.contains(why), "{told}");
        }
    }
}
