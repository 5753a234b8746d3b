// The case of a start as one archive: journal, signatures, pictures and the judgement, for people who open it on another computer.
// Written beside a server that races: reads the journal's file over a connection of its own. Takes seconds; never on the race's thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "core/time.hpp"
#include "cases/case_note.hpp"
#include "cases/start_case.hpp"

namespace bowball::cases {

/// A picture or a video that belongs to a start.
struct CaseFrame {
    std::string called;                ///< "photo-finish picture \"M1x.jpg\""
    std::string says;                  ///< what it shows of the start, or why it cannot go along
    std::string path;                  ///< empty: it does not
    std::string name;                  ///< of its file, plain: "M1x.jpg"
    std::optional<Digest> sha256 = {}; ///< that it must have
};

struct CaseTerms {
    std::string data_dir;              ///< with journal.sqlite in it; the archive goes into `cases` there
    RaceId race;
    RunNumber run;
    WallTime at;
    std::string version;               ///< of the program
    std::function<std::string(const std::string&)> sign;   ///< a text that ends with a line feed, as a signed note
    std::function<std::vector<CaseFrame>(const StartCase&)> frames;   ///< may be empty
};

/// Makes the archive and returns its path; removes the oldest beyond limits::cases_kept. View, note and checkpoint are of the newest entry
/// of the copy that is in it. Fails as judge_start() does, with errc::io_failed, and with errc::too_large beyond limits::case_bytes.
[[nodiscard]] Result<std::string> make_case(const CaseTerms& terms);

}  // namespace bowball::cases
