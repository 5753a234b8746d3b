// A subscription as a reader, and a message of the library as ours.
#include "nats/library.hpp"

namespace bowball::nats {
namespace {

class SubscriptionReader final : public Reader {
public:
    SubscriptionReader(Connection& connection, natsSubscription* subscription) : connection_(connection), subscription_(subscription) {}
    ~SubscriptionReader() override { connection_.retire(subscription_); }
    SubscriptionReader(const SubscriptionReader&) = delete;
    SubscriptionReader& operator=(const SubscriptionReader&) = delete;

    Result<std::optional<Message>> next(std::int64_t patience_ms) override {
        natsMsg* raw = nullptr;
        const auto status = natsSubscription_NextMsg(&raw, subscription_, patience_ms);
        if (status == NATS_TIMEOUT) return std::optional<Message>{};
        if (status != NATS_OK) return error_of(status, "go on reading from NATS");
        const Handle<natsMsg, natsMsg_Destroy> message{raw};
        return std::optional{message_of(raw)};
    }

private:
    Connection& connection_;
    natsSubscription* subscription_;
};

}  // namespace

std::unique_ptr<Reader> make_reader(Connection& connection, natsSubscription* subscription) { return std::make_unique<SubscriptionReader>(connection, subscription); }

Message message_of(natsMsg* raw) {
    Message message;
    message.subject = natsMsg_GetSubject(raw);
    if (const auto* data = natsMsg_GetData(raw); data != nullptr) message.data.assign(data, static_cast<std::size_t>(natsMsg_GetDataLength(raw)));
    jsMsgMetaData* about = nullptr;
    if (natsMsg_GetMetaData(&about, raw) == NATS_OK) {
        const Handle<jsMsgMetaData, jsMsgMetaData_Destroy> owned{about};
        message.seq = about->Sequence.Stream;
        message.pending = about->NumPending;
        message.stored = WallTime{std::chrono::microseconds{about->Timestamp / 1000}};
    } else if (natsMsg_GetSequence(raw) > 0) {   // one that was asked for by its number
        message.seq = natsMsg_GetSequence(raw);
        message.stored = WallTime{std::chrono::microseconds{natsMsg_GetTime(raw) / 1000}};
    }
    return message;
}

}  // namespace bowball::nats
