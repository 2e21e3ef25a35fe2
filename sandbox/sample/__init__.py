"""Sample data for the demo: obviously fictional people, real-style posts and trainings."""

from sandbox.sample.people import HR_PHONE, PHONES, SILENT, SUPERIOR, Resident
from sandbox.sample.workbook import workbook

__all__ = ["HR_PHONE", "PHONES", "SILENT", "SUPERIOR", "Resident", "workbook"]
