// How a standby takes a meet over: everything that the stream has, then the entry behind it.
#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "relay/copier.hpp"
#include "relay/log_message.hpp"

namespace bowball::relay {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds longest{15};           ///< then the official hears why it did not come about
constexpr std::int64_t row_ms = 200;

}  // namespace

void Copier::take_over(MakeEntry make, std::function<void(Result<Seq>)> done) {
    boost::asio::post(context_, [this, make = std::move(make), done = std::move(done)] {
        auto taken = Result<Seq>{Error{errc::io_failed, "The standby met what it did not expect. Look into its log, and try again."}};
        try {
            taken = try_to_take_over(make);
        } catch (const std::exception& problem) {
            terms_.log->error("standby: taking over met what was not expected: {}", problem.what());
        }
        is_changed_ = true;
        report();
        done(std::move(taken));
    });
}

/// A hub that does not answer may have stored the entry all the same: whoever tries again finds it there, and it is ours.
Result<Seq> Copier::try_to_take_over(const MakeEntry& make) {
    const auto until = steady_clock::now() + longest;
    auto problem = Error{errc::io_failed, "It was not tried."};
    while (steady_clock::now() < until) {
        const auto taken = try_once(make);
        if (taken && *taken) return **taken;
        if (taken) continue;   // the first server was faster: its entry is copied, and it is tried behind that
        if (taken.error().code != errc::io_failed) return taken.error();
        problem = taken.error();
        close();
    }
    return Error{problem.code, "The hub does not do what is needed (" + problem.text + "), and without it nobody can make sure that the first server stops. See to the hub and try again."};
}

Result<std::optional<Seq>> Copier::try_once(const MakeEntry& make) {
    if (!rows_) {
        if (const auto opened = open(); !opened) return opened.error();
    }
    if (const auto caught_up = catch_up(); !caught_up) return caught_up.error();
    if (state_.taken && state_.taken->to == terms_.next_epoch) return std::optional{state_.head};
    if (const auto ready = check_ready(); !ready) return ready.error();
    const auto entry = make(Seq{state_.head.value() + 1}, takeover_id(state_.epoch, terms_.next_epoch));
    if (!entry) return entry.error();
    const std::vector rows{row_after(copy_->head(), *entry)};
    const std::vector messages{encode_row(rows.front())};
    const auto appended = streams_->append(terms_.names.log(state_.epoch), state_.head.value(), messages);
    if (!appended && appended.error().code == errc::wrong_state) return std::optional<Seq>{};
    if (!appended) return appended.error();
    terms_.log->info("standby: entry {} takes over from {}; the journal goes on as {}", entry->seq.value(), state_.epoch, terms_.next_epoch);
    if (const auto kept = keep(rows); !kept) return kept.error();
    return std::optional{state_.head};
}

Result<void> Copier::check_ready() const {
    if (state_.taken)
        return Error{errc::already_exists, "Another standby has taken this meet over already, as the journal " + state_.taken->to + ". This one follows it as soon as it is heard of; start that server again if it is gone."};
    if (state_.head.value() == 0) return Error{errc::wrong_state, "Nothing has been copied yet: there is nothing to go on from."};
    if (state_.redacted)
        return Error{errc::wrong_state, "Entry " + std::to_string(state_.redacted->value()) + " came as its hash alone: nobody can go on from this copy. The first server needs entries = \"whole\" in [relay] before its journal begins, and a hub that takes large messages."};
    return {};
}

/// Until the copy has the newest of the stream; and where a hub has lost its newest, and nobody else can bring them, it gets them from here.
Result<void> Copier::catch_up() {
    const auto until = steady_clock::now() + longest;
    for (;;) {
        const auto ends = streams_->ends(terms_.names.log_stream(state_.epoch));
        if (!ends) return ends.error();
        if (!*ends) return Error{errc::io_failed, "The hub has lost the stream of this journal."};
        const Seq last{(*ends)->last};
        if (last < state_.head) return give_back(last);
        if (last == state_.head) return {};
        while (state_.head < last) {
            if (steady_clock::now() > until) return Error{errc::io_failed, "The hub has more than it sends."};
            if (const auto done = read(row_ms); !done) return done;
        }
    }
}

Result<void> Copier::give_back(Seq last) {
    auto reader = journal::RowReader::open(file_of(state_.epoch));
    if (!reader) return reader.error();
    if (last.value() > 0) {
        const auto message = streams_->get(terms_.names.log_stream(state_.epoch), last.value());
        if (!message) return message.error();
        const auto theirs = decode_row(last, message->data);
        const auto ours = (*reader)->hash_of(last);
        if (!ours) return ours.error();
        if (!theirs || theirs->hash != *ours) return Error{errc::corrupt, "Entry " + std::to_string(last.value()) + " of the stream is not that of this copy."};
    }
    while (last < state_.head) {
        const auto rows = (*reader)->after(last, limits::relay_entries_at_once, limits::relay_bytes_at_once);
        if (!rows) return rows.error();
        std::vector<std::string> messages;
        for (const auto& row : *rows) messages.push_back(encode_row(row));
        const auto appended = streams_->append(terms_.names.log(state_.epoch), last.value(), messages);
        if (!appended) return appended.error().code == errc::wrong_state ? Error{errc::io_failed, appended.error().text} : appended.error();
        last = rows->back().seq;
    }
    return {};
}

}  // namespace bowball::relay
