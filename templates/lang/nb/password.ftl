# Hvorfor et passord ikke godtas.
password-too-short = Passordet må ha minst 12 tegn. En setning er lettere å huske enn et ord.
password-too-long = Passordet kan ha høyst 128 tegn.
password-guessable = Passordet er for lett å gjette. Velg noe som ikke ligner på firmanavnet, e-posten eller vanlige passord.
