//! The key that seals secrets at rest: given by the operator, or a file made on the first start.
use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use secrecy::{ExposeSecret, SecretString};
use store::secret::{self, Keyring};

const FILE: &str = "secret.key";

/// `whose` begins the sentence that says what is wrong.
pub(super) fn parse(key: &SecretString, whose: &str) -> anyhow::Result<Keyring> {
    Keyring::parse(key).ok_or_else(|| {
        anyhow!(
            "{whose} must hold keys of 32 bytes in base64, apart by commas, the one in use first"
        )
    })
}

pub(super) fn in_folder(data: &Path) -> anyhow::Result<Keyring> {
    let file = data.join(FILE);
    let text = match fs::read_to_string(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(data, &file),
        read => read.with_context(|| format!("{} cannot be read", file.display())),
    }?;
    parse(
        &SecretString::from(text.trim()),
        &file.display().to_string(),
    )
}

/// Written whole under a name of its own first: of two processes that start together, one's key is
/// kept, and neither reads half a key. The name is by chance: in containers, both are process 1.
fn make(data: &Path, file: &Path) -> anyhow::Result<String> {
    fs::create_dir_all(data).with_context(|| format!("{} cannot be made", data.display()))?;
    let draft = write_draft(data).with_context(|| format!("{} cannot be made", file.display()))?;
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("{} cannot be made", file.display()))
        }
        _ => Ok(fs::read_to_string(file)?),
    }
}

fn write_draft(data: &Path) -> anyhow::Result<PathBuf> {
    let draft = data.join(format!("{FILE}.{:016x}", rand::random::<u64>()));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(secret::new_key()?.expose_secret().as_bytes())?;
    file.sync_all()?;
    Ok(draft)
}
