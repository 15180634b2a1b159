import dragoman


def test_the_package_imports() -> None:
    assert dragoman.__doc__
