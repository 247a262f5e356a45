"""How the syntax model is made. Not part of the package; needs `pip install -e .[training]`."""
