"""Pictures for the tests: drawn, with what a camera writes into them."""

from io import BytesIO

from PIL import Image


def camera_picture(*, size=(2400, 1200), colour=(200, 30, 30), form="JPEG"):
    """A picture with place, device and a turned orientation in its EXIF."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera", 6
    exif.get_ifd(0x8825)[1] = "N"
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, form, exif=exif)
    return written.getvalue()
