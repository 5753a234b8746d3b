// The case of a start over HTTP: one archive, made when somebody asks for it. For any official who has signed in.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "core/case_limits.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "net/file_shelf.hpp"
#include "net/http.hpp"

namespace bowball::net {

/// Makes the archive and returns its path. Reads and writes disks, and may hang with them: called on a thread of its own, and owns all that
/// it touches.
using CaseSource = std::function<Result<std::string>(RaceId, RunNumber)>;

class CaseFiles {
public:
    /// `source` may be empty: then there is no journal file to make one of. `taken` as of FileShelf.
    CaseFiles(boost::asio::io_context& context, CaseSource source, const std::shared_ptr<std::size_t>& taken)
        : source_(std::move(source)), shelf_(context, taken, "The disk of the journal", limits::case_within) {}

    /// /api/v1/races/{race}/starts/{run}/case
    [[nodiscard]] static bool is_asked_for(const std::string& path);
    /// Refuses with errc::too_many while as many as limits::cases_waiting are being made.
    void get(const HttpRequest& request, Answer answer);

private:
    CaseSource source_;
    FileShelf shelf_;
    std::size_t waiting_ = 0;
};

}  // namespace bowball::net
