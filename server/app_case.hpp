// Where the case of a start is made from: the data folder, the venue's key, and the folders and files with pictures.
#pragma once
#include <string>
#include <vector>

#include "cases/case_file.hpp"
#include "io/clock.hpp"
#include "net/case_files.hpp"
#include "net/videos.hpp"
#include "race/notary.hpp"

namespace bowball {

struct CaseParts {
    std::string data_dir;
    race::Notary notary;
    io::Clock clock;
    std::vector<std::string> picture_folders;
    std::vector<net::Video> videos;
};

[[nodiscard]] net::CaseSource case_source(CaseParts parts);

/// The photo-finish pictures of the race, and the videos that ran at its signal. What is not there, is another file than the journal knows,
/// or is longer than limits::case_frame_bytes has no path, and says why.
[[nodiscard]] std::vector<cases::CaseFrame> case_frames(const CaseParts& parts, const cases::StartCase& start);

}  // namespace bowball
