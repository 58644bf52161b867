//! The PIP: facts from git, the fleet file and evidence files. Measures, never judges.
