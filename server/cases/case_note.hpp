// The signed word of a case: which start, what was judged, where the journal stood, and which files belong to it. Its text is one line of
// JSON. Decides nothing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"

namespace bowball::cases {

/// Names of the files that every case has.
inline constexpr const char* case_note_file = "case.note";
inline constexpr const char* case_journal_file = "journal.sqlite";
inline constexpr const char* case_checkpoints_file = "journal.sqlite.checkpoints";
inline constexpr const char* case_key_file = "signing.pub";
inline constexpr const char* case_frames_prefix = "frames/";

struct CaseNote {
    std::string version;               ///< of the program that made it
    std::string meet;
    RaceId race;
    RunNumber run;
    std::string epoch;                 ///< names the journal
    Seq entry;                         ///< the journal's newest, and that row's hash
    Digest hash;
    Seq judged_at;
    std::int64_t made_us = 0;          ///< by the clock of the server, since 1970
    std::vector<std::string> verdict;  ///< plain sentences
    std::string referee;               ///< the view that the referee's page shows, as JSON
    struct File {
        std::string name;
        std::uint64_t bytes = 0;
        Digest sha256;
    };
    std::vector<File> files;           ///< all of the archive but the note itself
    struct Frame {
        std::string name;              ///< in the archive; empty: it is not in it
        std::string called;            ///< "photo-finish picture \"M1x.jpg\""
        std::string says;              ///< what it shows of the start, or why it is not in the archive
    };
    std::vector<Frame> frames;
};

/// One line, with the line feed.
[[nodiscard]] std::string encode_case_note(const CaseNote& note);
/// Fails with errc::bad_input or errc::too_large; the text names what is missing.
[[nodiscard]] Result<CaseNote> decode_case_note(std::string_view text);

}  // namespace bowball::cases
