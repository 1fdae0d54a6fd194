# The frame around all pages.
layout-skip = Skip to content
nav-label = Main menu
nav-overview = Overview
nav-orders = Orders
nav-shops = Shops
nav-rackbeat = Rackbeat
nav-log = Log
nav-security = Security
nav-sign-out = Sign out

error-home = To the front page
error-not-found-title = We cannot find this page
error-not-found-text = It may have been moved or deleted, or it belongs to another account.
error-forbidden-title = You do not have access to this
error-forbidden-text = Your role can look but not change. Ask an administrator in your company.
error-stale-title = The form is too old
error-stale-text = Go back, reload the page and try again. Nothing was changed.
error-too-many-title = Too many tries
error-too-many-text = Wait a quarter of an hour and try again.
error-broken-title = Something went wrong with us
error-broken-text = The fault is noted. Nothing is lost. Please try again in a little while.
error-form-title = We did not understand the form
error-form-text = Go back and try again. Nothing was changed.

form-too-many = Too many tries. Wait a quarter of an hour and try again.
