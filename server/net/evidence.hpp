// What shows how a race was: samples of traces, videos, photo-finish pictures, recordings of what devices sent, the journal, and all that
// belongs to one start as a case. For those who decide: any official who has signed in.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <optional>
#include <string>

#include "core/ids.hpp"
#include "net/case_files.hpp"
#include "net/http.hpp"
#include "net/journal_rows.hpp"
#include "net/pictures.hpp"
#include "net/recordings.hpp"
#include "net/sign_in.hpp"
#include "net/videos.hpp"
#include "views/trace_samples.hpp"

namespace bowball::net {

/// Fetches a trace from the race. `reply` may be called on any thread; with nothing where there is no such trace.
using TraceSource = std::function<void(ImpulseId, std::function<void(Result<std::optional<views::TraceSamples>>)> reply)>;

/// What there is to show.
struct EvidenceSources {
    TraceSource traces;          ///< may be empty: then there are none
    std::vector<Video> videos;
    PictureSource pictures;
    std::string recordings;      ///< the folder; empty: nothing is recorded
    JournalSource journal;       ///< may be empty: there is no file
    CaseSource cases;            ///< may be empty: as the journal
};

class Evidence {
public:
    /// `epoch` names the journal.
    Evidence(boost::asio::io_context& context, const SignIn& sign_in, EvidenceSources sources, std::string epoch)
        : context_(context), sign_in_(sign_in), traces_(std::move(sources.traces)), videos_(context, std::move(sources.videos), taken_), pictures_(context, std::move(sources.pictures), taken_),
          recordings_(context, std::move(sources.recordings), taken_), journal_(context, std::move(sources.journal), taken_, epoch), cases_(context, std::move(sources.cases), taken_), epoch_(std::move(epoch)) {}

    [[nodiscard]] static bool is_asked_for(const std::string& path);
    void get(const HttpRequest& request, Answer answer);

private:
    void get_trace(const HttpRequest& request, Answer answer) const;
    void get_video(const HttpRequest& request, Answer answer);

    boost::asio::io_context& context_;
    const SignIn& sign_in_;
    TraceSource traces_;
    std::shared_ptr<std::size_t> taken_ = std::make_shared<std::size_t>(0);   ///< of all shelves
    Videos videos_;
    Pictures pictures_;
    Recordings recordings_;
    JournalRows journal_;
    CaseFiles cases_;
    std::string epoch_;
};

}  // namespace bowball::net
