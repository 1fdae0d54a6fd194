# The mails.

mail-footer = Varebro joins webshops and Rackbeat. You get this e-mail because your address is used with us.

mail-confirm-subject = Confirm your e-mail
mail-confirm-text = Somebody made a Varebro account with this address. If it was you, follow the link and type the password you chose. The link works for 48 hours. If it was not you, please ignore this e-mail.
mail-confirm-button = Confirm the e-mail

mail-already-here-subject = You already have an account
mail-already-here-text = Somebody tried to make a Varebro account with this address, but it already has one. If it was you, you can sign in. If you have forgotten your password, choose “Forgotten password?” on the same page. If it was not you, you need not do anything.
mail-already-here-button = Sign in

mail-reset-subject = Choose a new password
mail-reset-text = Somebody asked for a new password for this address. If it was you, follow the link. It works once, within an hour. If it was not you, you need not do anything.
mail-reset-button = Choose a new password

mail-invited-subject = Welcome to Varebro
mail-invited-text = You have been given access to Varebro. Follow the link to choose a password. It works for seven days.
mail-invited-button = Choose a password

mail-changed-subject = Your password was changed
mail-changed-text = Your password in Varebro was changed { $at }. Everywhere else you were signed in, you are now signed out. If it was not you, choose a new password at once.
mail-changed-button = It was not me

mail-parked-shop-subject = We cannot reach { $place }
mail-parked-shop-text = Since { $at } we have not been able to reach the shop { $place }.
mail-parked-rackbeat-subject = We cannot reach Rackbeat
mail-parked-rackbeat-text = Since { $at } we have not been able to reach Rackbeat for { $place }.
mail-parked-patience = Nothing is lost. Orders and stock figures wait here, and we try again by ourselves until it works.
mail-parked-button = See what is waiting

mail-digest-subject = { $count ->
    [one] One thing waits for you in Varebro
   *[other] { $count } things wait for you in Varebro
}
mail-digest-text = This was not transferred during the last day:
mail-digest-line = { $place }: { $text } ({ $count ->
    [one] one line
   *[other] { $count } lines
})
mail-digest-button = Open Varebro
