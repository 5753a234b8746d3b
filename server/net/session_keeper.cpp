#include "net/session_keeper.hpp"

#include "core/access_limits.hpp"
#include "net/private_list.hpp"

namespace bowball::formats {

template <class A>
void fields(A& a, net::KeptSession& s) {
    a("boot", s.boot);
    a("key", s.key);
    a("name", s.name);
    a("role", s.role);
    a("by_code", s.by_code);
    a("password", s.password);
    a("address", s.address);
    a("secure", s.is_secure);
    a("opened_ns", s.opened_ns);
    a("used_ns", s.used_ns);
    a("proved_ns", s.proved_ns);
}

}  // namespace bowball::formats

namespace bowball::net {
namespace {

using SessionList = PrivateList<KeptSession>;

}  // namespace

void SessionKeeper::restore(Sessions& sessions, HostTime now) {
    if (is_off()) return;
    auto kept = SessionList{file_, "sessions"}.all();
    if (!kept) return log_->error("sessions: {} Everybody signs in again.", kept.error().text);
    std::erase_if(*kept, [&](const KeptSession& one) { return one.boot != boot_; });
    if (const auto back = sessions.restore(*kept, now); back > 0) log_->info("signed in as before: {}", back);
    kept_changes_ = sessions.changes();
    kept_at_ = now;
}

void SessionKeeper::keep(const Sessions& sessions, HostTime now, io::LooseWorker& files) {
    const auto is_due = sessions.changes() != kept_changes_ || now - kept_at_ >= limits::session_use_kept_every;
    if (is_off() || is_writing_ || !is_due) return;
    auto list = sessions.kept();
    for (auto& one : list) one.boot = boot_;
    if (list == kept_) return note({}, sessions.changes(), now);
    // It stays so where the work threw.
    const auto written = std::make_shared<Result<void>>(Error{errc::io_failed, file_ + " was not written."});
    kept_ = list;
    files.ask([written, list = std::move(list), file = file_] { *written = SessionList{file, "sessions"}.write(list); },
              [this, written, changes = sessions.changes(), now] { note(*written, changes, now); });
    is_writing_ = true;
}

void SessionKeeper::note(const Result<void>& written, std::uint64_t changes, HostTime at) {
    is_writing_ = false;
    kept_at_ = at;
    if (written) {
        kept_changes_ = changes;
        return trouble_.is_over();
    }
    kept_.reset();
    if (trouble_.is_news(written.error().text)) log_->error("sessions: {} After a restart everybody signs in again.", written.error().text);
}

}  // namespace bowball::net
