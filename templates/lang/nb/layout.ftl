# Rammen rundt alle sider.
layout-skip = Gå til innholdet
nav-label = Hovedmeny
nav-overview = Oversikt
nav-orders = Ordre
nav-shops = Nettbutikker
nav-rackbeat = Rackbeat
nav-log = Logg
nav-security = Sikkerhet
nav-sign-out = Logg ut

error-home = Til forsiden
error-not-found-title = Vi finner ikke siden
error-not-found-text = Den kan være flyttet eller slettet, eller den hører til en annen konto.
error-forbidden-title = Dette har du ikke tilgang til
error-forbidden-text = Rollen din kan se, men ikke endre. Spør en administrator i firmaet.
error-stale-title = Skjemaet er for gammelt
error-stale-text = Gå tilbake, last siden på nytt og prøv igjen. Ingenting er endret.
error-too-many-title = For mange forsøk
error-too-many-text = Vent et kvarter og prøv igjen.
error-broken-title = Noe gikk galt hos oss
error-broken-text = Feilen er notert. Ingenting er tapt. Prøv igjen om litt.
error-form-title = Vi forsto ikke skjemaet
error-form-text = Gå tilbake og prøv igjen. Ingenting er endret.

form-too-many = For mange forsøk. Vent et kvarter og prøv igjen.
