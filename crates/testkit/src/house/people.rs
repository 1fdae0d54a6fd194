//! Who comes to the house: strangers, and people who are signed in without the form.
use store::{
    UserId, account, secret,
    session::{self, Place},
    user::{self, NewUser, Role},
};

use super::House;
use crate::Visitor;

/// An operator's address.
const OPERATOR: &str = "drift@varebro.example";

impl House {
    /// A browser that has never been here.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.ctx.public_url.clone(), self.secrets.clone())
    }

    /// Somebody who is signed in to the house's account, without the form.
    pub async fn signed_in(&self, role: Role) -> Visitor {
        let email = format!("{}@nordlys.example", role.word());
        let user = match user::by_email(&self.ctx.store, &email).await.unwrap() {
            Some(user) => user.id,
            None => {
                let new = NewUser {
                    email: &email,
                    role,
                    password: None,
                    language: "nb",
                };
                user::add(&self.tenant(), new, self.ctx.now())
                    .await
                    .unwrap()
            }
        };
        self.session_of(user).await
    }

    /// Somebody who runs Varebro and is signed in, with an account of their own that has nothing in it.
    pub async fn operator(&self) -> Visitor {
        let (store, now) = (&self.ctx.store, self.ctx.now());
        let user = match user::by_email(store, OPERATOR).await.unwrap() {
            Some(user) => user.id,
            None => {
                let owner = NewUser {
                    email: OPERATOR,
                    role: Role::Owner,
                    password: None,
                    language: "nb",
                };
                let opened = account::open(store, ("Varebro", "NO"), owner, None, now).await;
                opened.unwrap().1
            }
        };
        user::make_operator(store, user, now).await.unwrap();
        self.session_of(user).await
    }

    async fn session_of(&self, user: UserId) -> Visitor {
        let token = secret::new_token().unwrap();
        let place = Place {
            address: "127.0.0.1",
            agent: "testkit",
        };
        let hash = secret::hash(&token);
        session::add(&self.ctx.store, user, &hash, place, self.ctx.now())
            .await
            .unwrap();
        let visitor = self.visitor();
        visitor.hold("varebro_session", &token);
        visitor
    }

    pub async fn owner(&self) -> Visitor {
        self.signed_in(Role::Owner).await
    }
}
