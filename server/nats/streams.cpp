#include "nats/streams.hpp"

#include <sodium.h>

#include <array>

#include "nats/library.hpp"

namespace bowball::nats {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr const char* id_header = "Nats-Msg-Id";
constexpr const char* after_seq_header = "Nats-Expected-Last-Sequence";
constexpr const char* after_id_header = "Nats-Expected-Last-Msg-Id";

/// "8f1c...-", twelve random bytes.
std::string fresh_id() {
    std::array<unsigned char, 12> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string id(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(id.data(), id.size(), bytes.data(), bytes.size());
    id.back() = '-';
    return id;
}

/// A status, or the finer reason that JetStream gave.
Error stream_error(natsStatus status, jsErrCode code, const std::string& doing) {
    if (code == JSStreamWrongLastSequenceErr || code == JSStreamWrongLastMsgIDErr) return {errc::wrong_state, "The stream does not end where it was expected to."};
    if (status == NATS_NOT_FOUND || code == JSStreamNotFoundErr || code == JSNoMessageFoundErr) return {errc::not_found, "The server has no such stream or message."};
    if (status == NATS_NO_RESPONDERS) return {errc::io_failed, "Cannot " + doing + ": this server has no JetStream, or no leader for it at the moment."};
    auto error = error_of(status, doing);
    if (code != 0) error.text += " (JetStream error " + std::to_string(code) + ")";
    return error;
}

}  // namespace

Result<std::unique_ptr<Streams>> Streams::of(Connection& connection, std::int64_t patience_ms) {
    jsOptions options;
    jsOptions_Init(&options);
    options.Wait = patience_ms;
    std::unique_ptr<Streams> made{new Streams};
    made->connection_ = &connection;
    made->patience_ms_ = patience_ms;
    if (const auto status = natsConnection_JetStream(&made->context_, connection.raw(), &options); status != NATS_OK) return error_of(status, "use JetStream");
    return made;
}

Streams::~Streams() { jsCtx_Destroy(context_); }

Result<void> Streams::ensure(const StreamSpec& spec) {
    const auto there = ends(spec.name);
    if (!there) return there.error();
    if (*there) return {};
    std::vector<const char*> subjects;
    for (const auto& subject : spec.subjects) subjects.push_back(subject.c_str());
    jsStreamConfig config;
    jsStreamConfig_Init(&config);
    config.Name = spec.name.c_str();
    config.Subjects = subjects.data();
    config.SubjectsLen = static_cast<int>(subjects.size());
    config.Storage = js_FileStorage;
    config.Replicas = spec.replicas;
    config.DenyDelete = !spec.newest_only;
    config.DenyPurge = !spec.newest_only;
    if (spec.newest_only) config.MaxMsgsPerSubject = 1;
    jsErrCode code{};
    const auto status = js_AddStream(nullptr, context_, &config, nullptr, &code);
    if (status != NATS_OK) return stream_error(status, code, "make the stream " + spec.name);
    return {};
}

Result<std::optional<StreamEnds>> Streams::ends(const std::string& stream) {
    jsStreamInfo* info = nullptr;
    jsErrCode code{};
    const auto status = js_GetStreamInfo(&info, context_, stream.c_str(), nullptr, &code);
    if (status == NATS_NOT_FOUND) return std::optional<StreamEnds>{};
    if (status != NATS_OK) return stream_error(status, code, "look at the stream " + stream);
    const Handle<jsStreamInfo, jsStreamInfo_Destroy> owned{info};
    return std::optional{StreamEnds{info->State.FirstSeq, info->State.LastSeq}};
}

Result<Message> Streams::get(const std::string& stream, std::uint64_t seq) {
    natsMsg* raw = nullptr;
    jsErrCode code{};
    const auto status = js_GetMsg(&raw, context_, stream.c_str(), seq, nullptr, &code);
    if (status != NATS_OK) return stream_error(status, code, "read the stream " + stream);
    const Handle<natsMsg, natsMsg_Destroy> message{raw};
    return message_of(raw);
}

Result<Message> Streams::newest(const std::string& stream, const std::string& subject) {
    // nats-server 2.9.10 ends itself when it is asked this of a stream that it is just making.
    const auto there = ends(stream);
    if (!there) return there.error();
    if (!*there || (*there)->last == 0) return Error{errc::not_found, "The server has no such stream or message."};
    natsMsg* raw = nullptr;
    jsErrCode code{};
    const auto status = js_GetLastMsg(&raw, context_, stream.c_str(), subject.c_str(), nullptr, &code);
    if (status != NATS_OK) return stream_error(status, code, "read the stream " + stream);
    const Handle<natsMsg, natsMsg_Destroy> message{raw};
    return message_of(raw);
}

Result<std::vector<std::string>> Streams::names() {
    jsStreamNamesList* list = nullptr;
    jsErrCode code{};
    const auto status = js_StreamNames(&list, context_, nullptr, &code);
    if (status == NATS_NOT_FOUND) return std::vector<std::string>{};
    if (status != NATS_OK) return stream_error(status, code, "list the streams");
    const Handle<jsStreamNamesList, jsStreamNamesList_Destroy> owned{list};
    return std::vector<std::string>(list->List, list->List + list->Count);
}

/// All but the last leave without asking for an acknowledgement. Each names the number and the id of the message that it must
/// follow, so the last one is stored only if all are: its acknowledgement is that of all, for one round trip. By number alone a batch
/// whose first message is refused could go on behind the one that another writer put in its place. Ids are new for each batch, for
/// the server drops what it believes to have had already.
Result<void> Streams::append(const std::string& subject, std::uint64_t after, std::span<const std::string> messages) {
    const auto batch = fresh_id();
    for (std::size_t i = 0; i < messages.size(); ++i) {
        natsMsg* raw = nullptr;
        auto status = natsMsg_Create(&raw, subject.c_str(), nullptr, messages[i].data(), static_cast<int>(messages[i].size()));
        const Handle<natsMsg, natsMsg_Destroy> message{raw};
        // The library's own option takes zero for unset; the header does not.
        if (status == NATS_OK) status = natsMsgHeader_Set(raw, after_seq_header, std::to_string(after + i).c_str());
        if (status == NATS_OK) status = natsMsgHeader_Set(raw, id_header, (batch + std::to_string(i)).c_str());
        if (status == NATS_OK && i > 0) status = natsMsgHeader_Set(raw, after_id_header, (batch + std::to_string(i - 1)).c_str());
        jsErrCode code{};
        const auto is_last = i + 1 == messages.size();
        if (status == NATS_OK) status = is_last ? js_PublishMsg(nullptr, context_, raw, nullptr, &code) : natsConnection_PublishMsg(connection_->raw(), raw);
        if (status != NATS_OK) return stream_error(status, code, "append to the stream");
    }
    return {};
}

Result<std::unique_ptr<Reader>> Streams::read(const std::string& stream, const std::string& subject, std::uint64_t from) { return subscribe(stream, subject, from); }
Result<std::unique_ptr<Reader>> Streams::read_newest(const std::string& stream, const std::string& subject) { return subscribe(stream, subject, std::nullopt); }

/// A consumer that the server forgets when it is lost. The library's ordered ones make themselves anew on a thread of their own, which in
/// 3.4 may run before the library knows of it, and ends the process. Who reads looks at the numbers, and asks again.
Result<std::unique_ptr<Reader>> Streams::subscribe(const std::string& stream, const std::string& subject, std::optional<std::uint64_t> from) {
    jsSubOptions options;
    jsSubOptions_Init(&options);
    options.Stream = stream.c_str();
    options.ManualAck = true;
    options.Config.AckPolicy = js_AckNone;
    options.Config.MaxDeliver = 1;
    options.Config.MemoryStorage = true;
    options.Config.Replicas = 1;
    options.Config.FlowControl = true;
    options.Config.DeliverPolicy = from ? js_DeliverByStartSequence : js_DeliverLastPerSubject;
    options.Config.OptStartSeq = from.value_or(0);
    options.Config.Heartbeat = 2 * second_ns;
    natsSubscription* subscription = nullptr;
    jsErrCode code{};
    const auto status = js_SubscribeSync(&subscription, context_, subject.c_str(), nullptr, &options, &code);
    if (status != NATS_OK) return stream_error(status, code, "read the stream " + stream);
    return make_reader(*connection_, subscription);
}

}  // namespace bowball::nats
