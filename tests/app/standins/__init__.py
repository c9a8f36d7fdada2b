"""Small programs that stand where the web server and the worker stand, so that tests wait for neither."""
