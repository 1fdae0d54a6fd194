# Why a password is not accepted.
password-too-short = The password must have at least 12 characters. A sentence is easier to remember than a word.
password-too-long = The password can have at most 128 characters.
password-guessable = The password is too easy to guess. Choose something unlike the company’s name, the e-mail and common passwords.
