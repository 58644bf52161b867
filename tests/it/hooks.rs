//! `fleetgate hooks` and `fleetgate doctor`: settings edited to the byte, and the installed hook proved.

mod desk;
mod doctor;
mod files;
mod plugin;
mod text;
