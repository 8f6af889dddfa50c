"""The directory of services as HSDS-UK data, bank holidays, and areas."""
