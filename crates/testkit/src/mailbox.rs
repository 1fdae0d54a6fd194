//! The mails that left the house, as their readers get them.
use app::mail;

use crate::House;

/// A mail as it was written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl Letter {
    /// The path of the link on the button, which stands on a line of its own.
    pub fn path(&self) -> String {
        let mut links = self.text.lines().filter(|line| line.starts_with("http"));
        let link = links
            .next_back()
            .unwrap_or_else(|| panic!("no link in {}", self.text));
        url::Url::parse(link).unwrap().path().to_owned()
    }
}

impl House {
    /// Sends what is due, and shows everything that this address ever got, the oldest first.
    pub async fn mails_to(&self, email: &str) -> Vec<Letter> {
        let mut mails = self.mails().await;
        mails.retain(|mail| mail.to == email);
        mails
    }

    /// Sends what is due, and shows everything that was ever sent, the oldest first.
    pub async fn mails(&self) -> Vec<Letter> {
        while mail::send_due(&self.ctx).await.unwrap() > 0 {}
        let Ok(folder) = std::fs::read_dir(self.folder().join("mail")) else {
            return Vec::new();
        };
        let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        // Beside a mail lies what it carries.
        files.retain(|file| file.extension().is_some_and(|kind| kind == "txt"));
        files.sort();
        let read = |file| letter(&std::fs::read_to_string(file).unwrap());
        files.into_iter().map(read).collect()
    }
}

fn letter(file: &str) -> Letter {
    let (head, text) = file.split_once("\n\n").unwrap();
    let line = |name: &str| {
        let found = head.lines().find_map(|line| line.strip_prefix(name));
        found.unwrap().to_owned()
    };
    Letter {
        to: line("To: "),
        subject: line("Subject: "),
        text: text.to_owned(),
    }
}
