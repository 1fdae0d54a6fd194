# Signing up and in, passwords and security.
email-label = E-mail
email-bad = Type a valid e-mail address, such as kari@theshop.com.
password-label = Password
password-new = New password
password-hint = At least 12 characters. A sentence is easy to remember.

sign-up-title = Create account
sign-up-intro = The first shop is free. You need a Rackbeat agreement and a WooCommerce shop.
sign-up-company = Company
sign-up-company-bad = Type the company’s name, at most 100 characters.
sign-up-country = Country
sign-up-country-bad = Choose a country from the list.
sign-up-button = Create account
sign-up-have-one = Do you have an account?
sign-up-sent-title = Check your e-mail
sign-up-sent-text = We have sent you a link. Follow it within 48 hours and your account is ready.
sign-up-sent-nothing = Nothing there? Look among the spam.
sign-up-again = Sign up again

confirm-title = Confirm your e-mail
confirm-text = Type the password you chose for { $email } and your account is ready.
confirm-hint = We ask so that nobody else can open an account in your name.
confirm-wrong = The password is wrong.
confirm-button = Confirm and sign in
confirm-forgotten = Don’t remember it?
confirm-stale-title = The link no longer works
confirm-stale-text = It was used or is too old. If you confirmed earlier, you can sign in.

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-wrong = The e-mail or the password is wrong. If you have just signed up, first follow the link we sent by e-mail.
sign-in-forgotten = Forgotten password?

reset-title = Forgotten password
reset-intro = Type your e-mail and we send a link to choose a new password.
reset-button = Send link
reset-sent-title = Check your e-mail
reset-sent-text = If the address has an account with us, there is now a link in the inbox. It works for one hour.
reset-new-title = Choose a new password
reset-new-text = New password for { $email }. You will be signed out everywhere else.
reset-new-button = Save and sign in
reset-stale-title = The link no longer works
reset-stale-text = It was used or is too old. Ask for a new one.

security-title = Security
security-who = You are signed in as { $email }.
security-password = Password
security-old = Current password
security-old-wrong = The password is wrong.
security-change = Change password
security-sessions = Where you are signed in
security-sessions-text = If you do not recognise a place, end it and change your password.
security-session = From { $address }. Signed in { $began }, last seen { $seen }.
security-this = This browser
security-end = End

flash-signed-out = You are signed out.
flash-password-changed = Your password is changed, and you are signed out everywhere else.
flash-session-ended = You are signed out there.

country-no = Norway
country-dk = Denmark
country-se = Sweden
country-fi = Finland
country-is = Iceland
country-fo = The Faroe Islands
country-gl = Greenland
country-de = Germany
country-nl = The Netherlands
country-gb = United Kingdom
