# Registrering, innlogging, passord og sikkerhet.
email-label = E-post
email-bad = Skriv en gyldig e-postadresse, for eksempel kari@butikken.no.
password-label = Passord
password-new = Nytt passord
password-hint = Minst 12 tegn. En setning er lett å huske.

sign-up-title = Opprett konto
sign-up-intro = Den første nettbutikken er gratis. Du trenger en Rackbeat-avtale og en WooCommerce-butikk.
sign-up-company = Firma
sign-up-company-bad = Skriv navnet på firmaet, høyst 100 tegn.
sign-up-country = Land
sign-up-country-bad = Velg et land fra listen.
sign-up-button = Opprett konto
sign-up-have-one = Har du konto?
sign-up-sent-title = Sjekk e-posten din
sign-up-sent-text = Vi har sendt deg en lenke. Følg den innen 48 timer, så er kontoen klar.
sign-up-sent-nothing = Kom det ingenting? Se i søppelposten.
sign-up-again = Registrer deg på nytt

confirm-title = Bekreft e-posten
confirm-text = Skriv passordet du valgte for { $email }, så er kontoen klar.
confirm-hint = Vi spør for at ingen andre skal kunne åpne en konto i ditt navn.
confirm-wrong = Passordet er feil.
confirm-button = Bekreft og logg inn
confirm-forgotten = Husker du det ikke?
confirm-stale-title = Lenken virker ikke lenger
confirm-stale-text = Den er brukt eller for gammel. Har du bekreftet før, kan du logge inn.

sign-in-title = Logg inn
sign-in-button = Logg inn
sign-in-wrong = E-posten eller passordet er feil. Har du akkurat registrert deg, må du først følge lenken vi sendte på e-post.
sign-in-forgotten = Glemt passord?

reset-title = Glemt passord
reset-intro = Skriv e-posten din, så sender vi en lenke for å velge nytt passord.
reset-button = Send lenke
reset-sent-title = Sjekk e-posten din
reset-sent-text = Har adressen en konto hos oss, ligger det nå en lenke i innboksen. Den virker i én time.
reset-new-title = Velg nytt passord
reset-new-text = Nytt passord for { $email }. Du blir logget ut alle andre steder.
reset-new-button = Lagre og logg inn
reset-stale-title = Lenken virker ikke lenger
reset-stale-text = Den er brukt eller for gammel. Be om en ny.

security-title = Sikkerhet
security-who = Du er logget inn som { $email }.
security-password = Passord
security-old = Nåværende passord
security-old-wrong = Passordet er feil.
security-change = Endre passord
security-sessions = Her er du logget inn
security-sessions-text = Kjenner du ikke igjen et sted, avslutter du det og endrer passordet.
security-session = Fra { $address }. Logget inn { $began }, sist sett { $seen }.
security-this = Denne nettleseren
security-end = Avslutt

flash-signed-out = Du er logget ut.
flash-password-changed = Passordet er endret, og du er logget ut alle andre steder.
flash-session-ended = Du er logget ut der.

country-no = Norge
country-dk = Danmark
country-se = Sverige
country-fi = Finland
country-is = Island
country-fo = Færøyene
country-gl = Grønland
country-de = Tyskland
country-nl = Nederland
country-gb = Storbritannia
